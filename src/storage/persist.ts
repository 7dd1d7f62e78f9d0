/**
 * Asks the browser not to clear what is kept when the disk gets full. Ask once something of worth is kept: browsers
 * decide by how much a site is used, and some ask the user.
 * @returns whether it is safe from that; false where the browser refuses or has no such promise. Never rejects.
 */
export async function persistStorage(): Promise<boolean> {
  // Missing in old browsers and wherever the page is not served securely.
  const storage = globalThis.navigator?.storage as Partial<StorageManager> | undefined;
  try {
    return (await storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
