// The browser's own dialogue for paper.
export function printNow(): void {
  window.print();
}
