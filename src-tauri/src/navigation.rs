//! Which pages the window may show: the app's own.

use url::Url;

/// Where the web view finds the pages that are compiled in.
const OWN: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

/// Whether a page is one of the app's own.
pub fn is_own(page: &Url) -> bool {
    Url::parse(OWN).is_ok_and(|own| has_same_origin(page, &own))
}

/// Whether two addresses have the same origin. `Url::origin` does not tell for schemes that it does not know.
fn has_same_origin(page: &Url, own: &Url) -> bool {
    let origin =
        |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port_or_known_default());
    let no_user = page.username().is_empty() && page.password().is_none();
    no_user && origin(page) == origin(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(page: &str, own: &str) -> bool {
        has_same_origin(&page.parse().unwrap(), &own.parse().unwrap())
    }

    #[test]
    fn only_pages_of_the_apps_own_origin_are_shown() {
        assert!(is_own(&OWN.parse().unwrap()));
        for page in ["tauri://localhost", "tauri://localhost/", "tauri://localhost/index.html#/dossiers"] {
            assert!(own(page, "tauri://localhost"), "{page}");
        }
        for page in ["http://tauri.localhost/", "http://tauri.localhost:80/a?b#c", "HTTP://TAURI.LOCALHOST/"]
        {
            assert!(own(page, "http://tauri.localhost"), "{page}");
        }
        for page in [
            "tauri://LOCALHOST/",
            "tauri://localhost:8080/",
            "tauri://evil.example/",
            "tauri://tauri.localhost/",
            "tauri://user@localhost/",
            "tauri:localhost",
            "http://localhost/",
            "http://tauri.localhost/",
            "https://localhost/",
            "file:///localhost/index.html",
            "about:blank",
            "data:text/html,tauri://localhost",
            "javascript:alert(1)",
            "blob:tauri://localhost/1",
        ] {
            assert!(!own(page, "tauri://localhost"), "{page}");
        }
        for page in [
            "http://tauri.localhost:8080/",
            "https://tauri.localhost/",
            "ftp://tauri.localhost/",
            "tauri://localhost/",
            "http://tauri.localhost.evil.example/",
            "http://user:word@tauri.localhost/",
            "http://sub.tauri.localhost/",
        ] {
            assert!(!own(page, "http://tauri.localhost"), "{page}");
        }
    }
}
