/** How long the browser may take to write it, in milliseconds. */
const writingMs = 60_000;

/** Saves on this device, as a download: nothing is opened here, whatever it says that it is. */
export const saveAs = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), writingMs);
};
