//! Every public item of a library has a doc comment. Fields and enum variants are left out, which rustc's `missing_docs`
//! cannot do: on those a comment stands only where there is something to say that the name does not.

use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, ImplItem, Item, Meta, TraitItem, Type, Visibility};

use crate::sources::{none, packages, root};

#[test]
fn public_items_are_documented() {
    let libraries = libraries();
    assert!(libraries.len() > 8, "{libraries:?}");
    let findings: Vec<String> = libraries
        .iter()
        .flat_map(|library| undocumented(&fs::read_to_string(library).unwrap(), library))
        .collect();
    none("a public item has a doc comment", &findings);
}

/// The first file of each library of the workspace.
fn libraries() -> Vec<PathBuf> {
    let packages = packages();
    packages
        .iter()
        .flat_map(|package| package["targets"].as_array().unwrap())
        .filter(|target| target["kind"].as_array().unwrap().iter().any(|kind| kind == "lib"))
        .map(|target| PathBuf::from(target["src_path"].as_str().unwrap()))
        .collect()
}

/// The items without a doc comment in a library with this text, in the modules of its other files too.
fn undocumented(text: &str, path: &Path) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let mut found = Found { path: path.to_owned(), items: Vec::new() };
    found.require("the library", &file.attrs);
    found.read(&file.items, path.parent().unwrap());
    found.items
}

/// What was found so far, and the file that is being read.
struct Found {
    path: PathBuf,
    items: Vec<String>,
}

impl Found {
    fn require(&mut self, name: &str, attributes: &[Attribute]) {
        if !documented(attributes) {
            let path = self.path.strip_prefix(root()).unwrap_or(&self.path);
            self.items.push(format!("{}: {name}", path.display()));
        }
    }

    /// Reads the items of a module whose own modules are files in `folder`.
    fn read(&mut self, items: &[Item], folder: &Path) {
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            match item {
                Item::Mod(module) => self.read_module(module, folder),
                Item::Impl(block) if block.trait_.is_none() => self.read_impl(block, items),
                Item::Trait(interface) if is_public(&interface.vis) => self.read_trait(interface),
                Item::Macro(item) if item.attrs.iter().any(|one| one.path().is_ident("macro_export")) => {
                    let name = item.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    self.require(&format!("macro {name}"), &item.attrs);
                }
                _ => {
                    if let Some(name) = public_name(item) {
                        self.require(&name, attributes(item));
                    }
                }
            }
        }
    }

    fn read_module(&mut self, module: &syn::ItemMod, folder: &Path) {
        let name = module.ident.to_string();
        let inside = folder.join(&name);
        let of_module = format!("mod {name}");
        if let Some((_, items)) = &module.content {
            if is_public(&module.vis) {
                self.require(&of_module, &module.attrs);
            }
            self.read(items, &inside);
            return;
        }
        let folder_form = inside.join("mod.rs");
        let path = if folder_form.is_file() { folder_form } else { folder.join(format!("{name}.rs")) };
        assert!(path.is_file(), "no file for {of_module} of {}", self.path.display());
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        let outer = std::mem::replace(&mut self.path, path);
        if is_public(&module.vis) && !documented(&module.attrs) {
            self.require(&of_module, &file.attrs);
        }
        self.read(&file.items, &inside);
        self.path = outer;
    }

    /// Reads the methods of a type, unless it is one of `items` that only the library itself can name.
    fn read_impl(&mut self, block: &syn::ItemImpl, items: &[Item]) {
        let Type::Path(owner) = &*block.self_ty else { return };
        let owner = owner.path.segments.last().unwrap().ident.to_string();
        let is_internal = |item: &Item| match item {
            Item::Struct(item) => item.ident == owner && !is_public(&item.vis),
            Item::Enum(item) => item.ident == owner && !is_public(&item.vis),
            _ => false,
        };
        if items.iter().any(is_internal) {
            return;
        }
        for item in &block.items {
            let (visibility, name, attributes) = match item {
                ImplItem::Fn(item) => (&item.vis, &item.sig.ident, &item.attrs),
                ImplItem::Const(item) => (&item.vis, &item.ident, &item.attrs),
                _ => continue,
            };
            if is_public(visibility) && !is_for_tests(attributes) {
                self.require(&format!("{owner}::{name}"), attributes);
            }
        }
    }

    fn read_trait(&mut self, interface: &syn::ItemTrait) {
        let owner = &interface.ident;
        self.require(&format!("trait {owner}"), &interface.attrs);
        for item in &interface.items {
            let (name, attributes) = match item {
                TraitItem::Fn(item) => (&item.sig.ident, &item.attrs),
                TraitItem::Const(item) => (&item.ident, &item.attrs),
                TraitItem::Type(item) => (&item.ident, &item.attrs),
                _ => continue,
            };
            self.require(&format!("{owner}::{name}"), attributes);
        }
    }
}

/// Kind and name of an item that says `pub` and holds no further items.
fn public_name(item: &Item) -> Option<String> {
    let (visibility, kind, name) = match item {
        Item::Const(item) => (&item.vis, "const", &item.ident),
        Item::Enum(item) => (&item.vis, "enum", &item.ident),
        Item::Fn(item) => (&item.vis, "fn", &item.sig.ident),
        Item::Static(item) => (&item.vis, "static", &item.ident),
        Item::Struct(item) => (&item.vis, "struct", &item.ident),
        Item::Type(item) => (&item.vis, "type", &item.ident),
        _ => return None,
    };
    is_public(visibility).then(|| format!("{kind} {name}"))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        _ => &[],
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn documented(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| matches!(&attribute.meta, Meta::NameValue(said) if said.path.is_ident("doc")))
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

#[test]
fn an_item_without_a_doc_comment_is_found_and_a_field_is_not() {
    let text = r"
        //! A library.
        pub mod inner {
            pub const LIMIT: u8 = 1;
        }
        mod private {
            /// Documented.
            pub type Known = u8;
            pub(crate) fn inside() {}
        }
        /// Documented.
        pub struct Known {
            pub field: u8,
        }
        pub enum Unknown {
            Variant,
        }
        impl Known {
            pub fn method(&self) {}
            fn own(&self) {}
        }
        pub(crate) struct Inside;
        impl Inside {
            pub fn method(&self) {}
        }
        impl Elsewhere {
            pub const LIMIT: u8 = 1;
        }
        impl Default for Known {
            fn default() -> Self { Self { field: 0 } }
        }
        /// Documented.
        pub trait Contract {
            type Item;
            /// Documented.
            fn known(&self);
            fn unknown(&self);
        }
        #[macro_export]
        macro_rules! exported { () => {} }
        #[cfg(test)]
        pub mod tests {
            pub fn example() {}
        }
        pub fn free() {}
    ";
    let expected = [
        "mod inner",
        "const LIMIT",
        "enum Unknown",
        "Known::method",
        "Elsewhere::LIMIT",
        "Contract::Item",
        "Contract::unknown",
        "macro exported",
        "fn free",
    ];
    let found = undocumented(text, Path::new("src/lib.rs"));
    assert_eq!(found, expected.map(|name| format!("src/lib.rs: {name}")));
    assert_eq!(undocumented("pub use std::fs;", Path::new("src/lib.rs")), ["src/lib.rs: the library"]);
}
