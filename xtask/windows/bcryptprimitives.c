/* What Wine 8 lacks and the standard library of Rust asks for: random bytes, from the function that has them there. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) {
    const SIZE_T most = 0x10000000;
    while (length > 0) {
        ULONG part = (ULONG)(length > most ? most : length);
        if (!SystemFunction036(bytes, part)) return FALSE;
        bytes += part;
        length -= part;
    }
    return TRUE;
}
