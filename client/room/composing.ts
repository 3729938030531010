/** What Safari tells of the key that ends the composing of a letter: it comes after the end, and does not say that it belongs to it. */
const composingKey = 229;

/** Whether a key goes to the input method (Japanese, Chinese, accents), and not to the page. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === composingKey;
