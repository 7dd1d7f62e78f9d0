/** A short name for a front end's settings, under which its features are kept. */
import type { FrontEndConfig } from '../core/frontend/config.ts';

/** Raise it when the same settings come to give other numbers: features kept before are then not used any more. */
export const EXTRACTION_VERSION = 1;

/**
 * Equal settings have equal keys, whatever the order of the fields and of the measures asked for. The key is fit
 * for a folder's name.
 */
export function frontEndKey(config: FrontEndConfig): string {
  return `${EXTRACTION_VERSION}-${fnv1a64(canonicalJson(config))}`;
}

/** JSON with sorted keys; lists of words are sorted too, since in a front end they are sets. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, field) => {
    if (Array.isArray(field))
      return field.every((item) => typeof item === 'string') ? [...field].sort() : field;
    if (field === null || typeof field !== 'object') return field;
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * 64-bit FNV-1a (Fowler, Noll, Vo; IETF draft-eastlake-fnv) of a string's UTF-16 units, as 16 hex digits. Nobody
 * tries thousands of millions of settings, so two never meet by chance.
 */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
