//! The least there is: the same engine in a window of the same size with one static page, a row that answers a
//! click. What the program costs is measured beside this.

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use tao::dpi::LogicalSize;
    use tao::event::{Event, WindowEvent};
    use tao::event_loop::{ControlFlow, EventLoop};
    use tao::platform::unix::WindowExtUnix;
    use tao::window::WindowBuilder;
    use wry::{WebViewBuilder, WebViewBuilderExtUnix};

    let events = EventLoop::new();
    let window = WindowBuilder::new()
        .with_title("Bare")
        .with_inner_size(LogicalSize::new(1280.0, 900.0))
        .build(&events)?;
    let inside = window.default_vbox().ok_or("the window has no inside")?;
    let page = WebViewBuilder::new().with_html(include_str!("bare.html")).build_gtk(inside)?;
    events.run(move |event, _, flow| {
        // The page lives as long as the window.
        let _ = &page;
        *flow = ControlFlow::Wait;
        if let Event::WindowEvent { event: WindowEvent::CloseRequested, .. } = event {
            *flow = ControlFlow::Exit;
        }
    });
}

#[cfg(not(target_os = "linux"))]
fn main() {}
