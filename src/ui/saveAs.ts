/** Downloads begin at once; a minute is grace enough before the bytes are let go. */
const GRACE_MS = 60_000;

/** Hands a file to the browser's downloads. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), GRACE_MS);
}
