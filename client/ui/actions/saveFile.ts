/** How long the browser may take to write it, in milliseconds. */
const writingMs = 60_000;

/** Saves on this device, as a download: it goes nowhere else, and nothing is opened here, whatever it says that it is. */
export const saveFile = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), writingMs);
};
