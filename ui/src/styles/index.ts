/** Loads the global styles, in the order of their layers. Import this before any component. */
import './layers.css';
import './reset.css';
import './tokens.css';
import './base.css';
import './layout.css';
import './modes.css';
