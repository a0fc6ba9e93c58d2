// Loaded into the program by NODE_OPTIONS: once it listens to signals, a promise fails that nothing of it awaits, with the words
// of Playwright, which say what was typed.
const watch = setInterval(() => {
  if (process.listenerCount("SIGTERM") === 0) return;
  clearInterval(watch);
  Promise.reject(new Error('locator.fill("7 Canary Street"): element is not enabled'));
}, 1);
