; Installs Koppelwijzer for one user, or with /ALLUSERS for everybody on the computer. /S asks and shows nothing. The program
; itself starts it with /UPDATE.
;
; Given on the command line: VERSION (1.2.3), STAGE (the folder with koppelwijzer.exe and what it needs), ICON, OUT, and
; SIGN (the command that signs a file in place, or does nothing where there is no certificate).
; Exit codes: 2 it is running, 3 a newer version is there, 4 /ALLUSERS without the rights of an administrator,
; 5 it is there for everybody already.

; The usual stub is of 32 bits: on a Windows that runs only 64 bits it ends without doing anything, and says that it went well.
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS all
!ifndef COMPRESSOR
  !define COMPRESSOR "/SOLID lzma"
!endif
SetCompressor ${COMPRESSOR}
!uninstfinalize '${SIGN} "%1"'

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define NAME "Koppelwijzer"
!define PROGRAM "koppelwijzer.exe"
!define IDENTIFIER "nl.koppelwijzer.desktop"
!define DOSSIER "Koppelwijzer.Dossier"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${IDENTIFIER}"
!define WEBVIEW "Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
RequestExecutionLevel user
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey CompanyName "${NAME}"
VIAddVersionKey FileDescription "${NAME}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT OR Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "English"

LangString Running ${LANG_DUTCH} "Koppelwijzer is geopend. Sluit de applicatie, ook bij andere gebruikers van deze computer, en probeer het opnieuw."
LangString Running ${LANG_ENGLISH} "Koppelwijzer is open. Close it, for other users of this computer too, and try again."
LangString Newer ${LANG_DUTCH} "Versie $0 van Koppelwijzer is al geïnstalleerd. Dat is een nieuwere dan ${VERSION}, en een oudere kan de gegevens van een nieuwere niet lezen. Er is niets veranderd."
LangString Newer ${LANG_ENGLISH} "Version $0 of Koppelwijzer is installed already. It is newer than ${VERSION}, and an older one cannot read the records of a newer one. Nothing was changed."
LangString Rights ${LANG_DUTCH} "Installeren voor alle gebruikers kan alleen een beheerder van deze computer. Zonder /ALLUSERS wordt Koppelwijzer voor jou alleen geïnstalleerd."
LangString Rights ${LANG_ENGLISH} "Only an administrator of this computer can install for all users. Without /ALLUSERS Koppelwijzer is installed for you alone."
LangString ForAll ${LANG_DUTCH} "Koppelwijzer is op deze computer al voor alle gebruikers geïnstalleerd. Vraag wie de computer beheert om deze versie."
LangString ForAll ${LANG_ENGLISH} "Koppelwijzer is installed on this computer for all users already. Ask whoever administers the computer for this version."
LangString WebView ${LANG_DUTCH} "Koppelwijzer is geïnstalleerd, maar opent nog niet: op deze computer ontbreekt Microsoft Edge WebView2 Runtime.$\n$\nMet internet: haal de Evergreen Bootstrapper van https://developer.microsoft.com/microsoft-edge/webview2 en start die.$\nZonder internet: haal op een andere computer op dezelfde pagina de Evergreen Standalone Installer (x64) en start die hier.$\n$\nJe gegevens hebben hier niets mee te maken."
LangString WebView ${LANG_ENGLISH} "Koppelwijzer is installed, but does not open yet: Microsoft Edge WebView2 Runtime is not on this computer.$\n$\nWith internet: get the Evergreen Bootstrapper from https://developer.microsoft.com/microsoft-edge/webview2 and start it.$\nWithout internet: get the Evergreen Standalone Installer (x64) from the same page on another computer and start it here.$\n$\nYour records have nothing to do with this."
LangString DossierKind ${LANG_DUTCH} "Dossier van Koppelwijzer"
LangString DossierKind ${LANG_ENGLISH} "Koppelwijzer dossier"
LangString LinkComment ${LANG_DUTCH} "Koppelingen met Loket.nl, stap voor stap"
LangString LinkComment ${LANG_ENGLISH} "Connections with Loket.nl, step by step"
LangString Records ${LANG_DUTCH} "Koppelwijzer is verwijderd. De gegevens van jouw kantoor (werkgevers, dossiers, geschiedenis en reservekopieën) staan er nog.$\n$\nWil je ook die gegevens voorgoed verwijderen? Kies Nee als je ze nog nodig kunt hebben, of als je niet zeker bent."
LangString Records ${LANG_ENGLISH} "Koppelwijzer was removed. The records of your office (employers, dossiers, history and backups) are still there.$\n$\nDo you want to remove those records for good as well? Choose No if you may need them, or if you are not sure."

Var AllUsers

; Finds out for whom, and where the keys of that are.
!macro ForWhom
  SetRegView 64
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${If} ${Errors}
    StrCpy $AllUsers 0
    SetShellVarContext current
  ${Else}
    StrCpy $AllUsers 1
    SetShellVarContext all
  ${EndIf}
!macroend

; Ends with this code after these words; nothing was changed.
!macro Refuse code words
  MessageBox MB_OK|MB_ICONEXCLAMATION "${words}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; Only an administrator installs or removes for everybody. Who sits at the computer is asked for that.
!macro NeedRights program
  ${If} $AllUsers == 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${IfNot} ${Silent}
        ClearErrors
        ExecShell "runas" "${program}" "/ALLUSERS"
        ${IfNot} ${Errors}
          Quit
        ${EndIf}
      ${EndIf}
      !insertmacro Refuse 4 "$(Rights)"
    ${EndIf}
  ${EndIf}
!macroend

; A program that runs cannot be written over. With /UPDATE it started this itself and is about to end: that is waited for, ten
; seconds at most, before anybody is asked.
!macro NotWhileRunning
  StrCpy $1 0
  ClearErrors
  ${GetOptions} $R0 "/UPDATE" $R1
  ${IfNot} ${Errors}
    StrCpy $1 40
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${Break}
      ${EndIf}
      ${If} $1 > 0
        IntOp $1 $1 - 1
        Sleep 250
        ${Continue}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 2
        Quit
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  !insertmacro ForWhom
  !insertmacro NeedRights "$EXEPATH"
  ${If} $AllUsers == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ReadRegStr $0 HKLM "${UNINSTALL}" "DisplayVersion"
    ${If} $0 != ""
      !insertmacro Refuse 5 "$(ForAll)"
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} $0 "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro Refuse 3 "$(Newer)"
    ${EndIf}
  ${EndIf}
  !insertmacro NotWhileRunning
FunctionEnd

; The link in the Start menu. Windows shows notifications only of a program whose link names it by this id.
Function MakeLink
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IShellLink::SetPath} $0 '("$INSTDIR\${PROGRAM}")'
    ${IShellLink::SetWorkingDirectory} $0 '("$INSTDIR")'
    ${IShellLink::SetDescription} $0 '("$(LinkComment)")'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r1)'
    ${If} $1 P<> 0
      System::Call 'oleaut32::SysAllocString(w "${IDENTIFIER}")p.r2'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,&i8 $2)p.r4'
      ${IPropertyStore::SetValue} $1 '($3,$4).r5'
      ${IPropertyStore::Commit} $1 ""
      System::Call 'oleaut32::SysFreeString(p r2)'
      System::Free $3
      System::Free $4
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Save} $1 '("$SMPROGRAMS\${NAME}.lnk",1)'
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
  ${IfNot} ${FileExists} "$SMPROGRAMS\${NAME}.lnk"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ${EndIf}
FunctionEnd

; WebView2 is there for everybody or for this user, or it is not.
Function LookForWebView
  SetRegView 32
  ReadRegStr $0 HKLM "${WEBVIEW}" "pv"
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "${WEBVIEW}" "pv"
  ${EndIf}
  SetRegView 64
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    MessageBox MB_OK|MB_ICONINFORMATION "$(WebView)" /SD IDOK
  ${EndIf}
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  File "${STAGE}\${PROGRAM}"
  File "${STAGE}\WebView2Loader.dll"
  File "${STAGE}\LICENSE-MIT.txt"
  File "${STAGE}\LICENSE-APACHE.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call MakeLink

  WriteRegStr SHCTX "Software\Classes\.koppelwijzer" "" "${DOSSIER}"
  WriteRegStr SHCTX "Software\Classes\${DOSSIER}" "" "$(DossierKind)"
  WriteRegStr SHCTX "Software\Classes\${DOSSIER}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${DOSSIER}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ; SHCNE_ASSOCCHANGED: the shell looks at its associations anew.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ${If} $AllUsers == 1
    StrCpy $1 " /ALLUSERS"
  ${Else}
    StrCpy $1 ""
  ${EndIf}
  ${GetSize} "$INSTDIR" "/S=0K" $2 $3 $4
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"$1'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe"$1 /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  Call LookForWebView
SectionEnd

Function un.onInit
  !insertmacro ForWhom
  !insertmacro NeedRights "$INSTDIR\uninstall.exe"
  !insertmacro NotWhileRunning
FunctionEnd

Section Uninstall
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ; By name, and the folder only when nothing else is in it.
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 SHCTX "Software\Classes\.koppelwijzer" ""
  ${If} $0 == "${DOSSIER}"
    DeleteRegKey SHCTX "Software\Classes\.koppelwijzer"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${DOSSIER}"
  DeleteRegKey SHCTX "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; The records of whoever removes it, and only after a yes. Nobody is asked in silence, and the records of others on this
  ; computer are theirs.
  ${If} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(Records)" /SD IDNO IDYES`
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${IDENTIFIER}"
    RMDir /r "$APPDATA\${IDENTIFIER}"
  ${EndIf}
SectionEnd
