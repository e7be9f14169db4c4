// What Camunda's pages lack for whoever hears them or uses a keyboard (WCAG 2.2, A and AA): names of buttons that show a sign alone, of
// dialogues and fields, and an order of the keyboard that is the page's. WebAppLook serves it; what is a matter of colour and size is in look.css.
// The page's own language is set by look.js, which may come later.
const ENGLISH = document.cookie.split('; ').includes('roshan-language=en');

/** Signs without a word, each with its name; the first that fits counts. */
const NAMES = [
  ['.region-toggle[data-region="filters"]', 'باز و بسته کردن ستون فهرست‌ها', 'Open or close the column of lists'],
  ['.region-toggle[data-region="list"]', 'باز و بسته کردن ستون کارها', 'Open or close the column of tasks'],
  ['.region-toggle[data-region="task"]', 'باز و بسته کردن ستون کار', 'Open or close the column of the task'],
  ['.maximize', 'تمام صفحه کردن کار', 'Show the task alone'],
  ['.reset-regions', 'بازگشت به سه ستون', 'Back to three columns'],
  ['.stored-criteria .dropdown-toggle', 'جست‌وجوهای ذخیره‌شده', 'Saved searches'],
  ['[ng-click^="removeSorting"]', 'حذف این ترتیب', 'Remove this order'],
  ['.new-sort > a', 'افزودن ترتیب', 'Add an order'],
  ['.app-switch > a', 'برنامه‌های دیگر', 'Other applications'],
  ['a[state-circle]', 'وضعیت: باز کردن این مورد', 'State: open this one'],
  ['.task-filter .actions a', 'جزئیات فهرست', 'Details of the list'],
  ['.close', 'بستن', 'Close'],
  ['.main-field', 'جست‌وجو', 'Search'],
  ['input.toggle', 'همه یا یکی', 'All or one'],
];
const NAMELESS = NAMES.map(([selector]) => selector).join(', ');
const TOOLTIPS = ':is(button, a[href], [role="button"])[uib-tooltip]';
const ORDER = '[tabindex]:not([tabindex="0"], [tabindex="-1"])';
const DIALOGUES = '.modal[role="dialog"]:not([aria-labelledby])';
/** A field that offers what begins with what is typed says so by its role; without it, that it opens something means nothing. */
const OFFERING = 'input[aria-expanded]:not([role])';

/** @returns {boolean} whether it has words of its own, or a name */
const isNamed = (element) => element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby') || (element.matches('a, button') && element.textContent.trim() !== '');

let titles = 0;

function mend(root) {
  const all = (selector) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  for (const element of all(ORDER)) if (element.tabIndex > 0) element.tabIndex = 0;
  for (const element of all(OFFERING)) element.setAttribute('role', 'combobox');
  for (const element of all(TOOLTIPS)) {
    const told = element.getAttribute('uib-tooltip');
    if (told && !told.includes('{{') && !isNamed(element)) element.setAttribute('aria-label', told);
  }
  for (const element of all(NAMELESS)) {
    if (element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby')) continue;
    const [, persian, english] = NAMES.find(([selector]) => element.matches(selector));
    element.setAttribute('aria-label', ENGLISH ? english : persian);
  }
  for (const element of all(DIALOGUES)) {
    const title = element.querySelector('.modal-title, .modal-header h3, h3');
    if (!title) continue;
    title.id ||= `roshan-title-${++titles}`;
    element.setAttribute('aria-labelledby', title.id);
    element.setAttribute('aria-modal', 'true');
  }
}

/** What AngularJS has put there since, together once before the next picture. */
const changed = new Set();
new MutationObserver((changes) => {
  if (!changed.size) {
    requestAnimationFrame(() => {
      const roots = [...changed];
      changed.clear();
      roots.filter((root) => root.isConnected).forEach(mend);
    });
  }
  for (const {target} of changes) changed.add(target);
}).observe(document.body, {childList: true, subtree: true, attributes: true, attributeFilter: ['uib-tooltip', 'tabindex', 'aria-expanded']});
mend(document.body);

export default [];
