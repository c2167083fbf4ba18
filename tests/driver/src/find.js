// Finds what a target means on the page. Runs as the body of a function; its arguments are the target and whether to scroll there. Answers
// { element } when exactly one visible element fits, and { problem } in words otherwise.
const target = arguments[0];
const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
const wanted = squeeze(target.name);

const INPUTS = { checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button', reset: 'button', range: 'slider', number: 'spinbutton', search: 'searchbox' };
const TAGS = {
  BUTTON: 'button', SUMMARY: 'button', TEXTAREA: 'textbox', OPTION: 'option', DIALOG: 'dialog', NAV: 'navigation', MAIN: 'main',
  TABLE: 'table', TR: 'row', TD: 'cell', TH: 'columnheader', LI: 'listitem', UL: 'list', OL: 'list', IMG: 'img', FIELDSET: 'group',
  DETAILS: 'group', FORM: 'form', ARTICLE: 'article', SECTION: 'region', PROGRESS: 'progressbar', OUTPUT: 'status', HEADER: 'banner',
};
function roleOf(element) {
  const given = element.getAttribute('role');
  if (given) return given;
  if (element.tagName === 'A') return element.hasAttribute('href') ? 'link' : '';
  if (element.tagName === 'INPUT') return INPUTS[element.type] || 'textbox';
  if (element.tagName === 'SELECT') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  if (/^H[1-6]$/.test(element.tagName)) return 'heading';
  return TAGS[element.tagName] || '';
}

const FIELDS = ['textbox', 'searchbox', 'spinbutton', 'combobox', 'listbox', 'slider'];
const CLICKABLE = ['button', 'link', 'checkbox', 'radio', 'tab', 'menuitem', 'option', 'switch'];
function fits(role) {
  if (target.role === 'field') return FIELDS.includes(role);
  if (target.role === 'clickable') return CLICKABLE.includes(role);
  return role === target.role;
}

// A label's own words, without the text of a control that it wraps.
function labelText(label) {
  const copy = label.cloneNode(true);
  copy.querySelectorAll('select, textarea, input, button, output').forEach((inner) => inner.remove());
  return copy.textContent;
}
function nameOf(element) {
  const ids = element.getAttribute('aria-labelledby');
  if (ids) return squeeze(ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
  const given = element.getAttribute('aria-label');
  if (given) return squeeze(given);
  if (element.labels && element.labels.length) return squeeze([...element.labels].map(labelText).join(' '));
  if (element.tagName === 'INPUT') return squeeze(['button', 'submit', 'reset'].includes(element.type) ? element.value : element.title || element.placeholder);
  if (element.tagName === 'FIELDSET') return squeeze(element.querySelector('legend')?.textContent);
  if (element.tagName === 'TABLE') return squeeze(element.querySelector('caption')?.textContent);
  if (element.alt) return squeeze(element.alt);
  return squeeze(element.innerText) || squeeze(element.title);
}

function visible(element) {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (element.closest('[inert], [aria-hidden="true"]')) return false;
  const modal = [...document.querySelectorAll('dialog:modal')].pop();
  return !modal || modal.contains(element);
}

const CONTAINERS = 'li, tr, dd, section, article, fieldset, form, dialog, aside, nav, details, [role=row], [role=group], [role=listitem], [role=region]';
function inside(element, words) {
  for (let box = element.parentElement?.closest(CONTAINERS); box; box = box.parentElement?.closest(CONTAINERS)) {
    if (squeeze(box.innerText).includes(squeeze(words))) return box;
  }
  return null;
}
// Of several that fit, only those in the smallest container that shows the words.
function narrowed(elements, words) {
  const pairs = elements.map((element) => [element, inside(element, words)]).filter((pair) => pair[1]);
  return pairs
    .filter(([, box]) => !pairs.some(([, other]) => other !== box && box.contains(other)))
    .map(([element]) => element);
}

let candidates = [...document.querySelectorAll('body *')].filter((element) =>
  target.role === 'id'
    ? element.id === target.name
    : target.role === 'text'
    ? squeeze(element.innerText) === wanted && ![...element.children].some((child) => squeeze(child.innerText) === wanted)
    : fits(roleOf(element)),
).filter(visible);
if (target.role === 'id') {
  if (!candidates.length) return { problem: `nothing has the id "${target.name}"` };
} else if (target.role !== 'text') {
  const named = candidates.map((element) => [element, nameOf(element)]);
  const exact = named.filter(([, name]) => name === wanted);
  const partly = exact.length ? exact : named.filter(([, name]) => name.includes(wanted));
  if (!partly.length) {
    const names = [...new Set(named.map(([, name]) => name.slice(0, 60)))].filter(Boolean).slice(0, 40);
    return { problem: `no ${target.role} is called "${wanted}"; there are: ${names.join(' | ') || 'none'}` };
  }
  candidates = partly.map(([element]) => element);
}
for (const words of target.within) candidates = narrowed(candidates, words);
if (candidates.length === 0) return { problem: `no ${target.role} "${wanted}" ${target.within.map((words) => `within "${words}"`).join(' ')}` };
if (candidates.length > 1) return { problem: `${candidates.length} times ${target.role} "${wanted}"; say within what` };
const element = candidates[0];
const label = element.labels?.[0];
// The web view's own scrolling leaves some outside the window.
if (arguments[1]) element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
return {
  element,
  label: label && visible(label) ? label : null,
  disabled: element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true',
};
