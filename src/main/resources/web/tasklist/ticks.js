// The clock of notice.js, in a thread of its own: a browser lets the timers of a page that nobody looks at run once a minute, and not
// those of a worker. It is told after how many milliseconds to say something, once.
let timer = null;
self.addEventListener('message', ({data}) => {
  clearTimeout(timer);
  timer = setTimeout(() => self.postMessage(null), data);
});
