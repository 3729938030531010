/** Puts the stylesheet of a part that comes by itself on the page. It came within a script that is pinned by its hash, as a file of its own would not be. */
export const adoptStyle = (style: string): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
