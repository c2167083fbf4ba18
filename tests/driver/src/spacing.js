// What is lost when a reader sets the spacing of WCAG 1.4.12. Runs as the body of a function; answers a line for each.
const sheet = new CSSStyleSheet();
sheet.insertRule('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
sheet.insertRule('p { margin-block-end: 2em !important }');
const before = document.adoptedStyleSheets;
document.adoptedStyleSheets = [...before, sheet];
const lost = [];
const named = (element, text) => `${element.tagName}.${element.className}: ${text.trim().slice(0, 60)}`;
// What is there for who listens has a box of a pixel on purpose.
// What stands on one line until a button beside it shows all of it is not lost.
const unfolds = (element) => element.parentElement?.querySelector(':scope > * > [aria-expanded="false"]') != null;
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr, option');
if (document.scrollingElement.scrollWidth > innerWidth + 1) lost.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = texts.nextNode(); node; node = texts.nextNode()) {
  const element = node.parentElement;
  if (!node.data.trim() || !element || !isSeen(element) || unfolds(element)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const { left, right, top, bottom, width } = range.getBoundingClientRect();
  if (width < 2) continue;
  for (let box = element; box && box !== document.body; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (style.display === 'inline' || style.display === 'contents') continue;
    const edge = box.getBoundingClientRect();
    // A head that is there for who listens.
    if (edge.width <= 2 || edge.height <= 2) break;
    const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
    const wide = left < edge.left - 2 || right > edge.right + 2;
    const high = top < edge.top - 2 || bottom > edge.bottom + 2;
    if ((cuts(style.overflowX) && wide) || (cuts(style.overflowY) && high)) {
      lost.push(named(element, node.data));
      break;
    }
    // A box that scrolls shows it all the same.
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
  }
}
document.adoptedStyleSheets = before;
return lost;
