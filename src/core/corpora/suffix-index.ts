/** Finds paths by their ends: 'anna/01.wav' is the end of 'data/anna/01.wav' and of no other path. */

interface Node {
  /** How many paths run through here. */
  count: number;
  /** The first of them. */
  first: number;
  /** By the next segment towards the root ('' past it); null as long as one path alone runs through. */
  children: Map<string, Node> | null;
}

/** What is found: `none`; the one path, with the segments that agree with it; or several that agree equally well. */
export type SuffixMatch =
  | { kind: 'none' }
  | { kind: 'one'; index: number; agreeing: number }
  | { kind: 'several' };

/** A tree over reversed paths, grown only where paths share an end: adding and finding cost a path's depth. */
export class SuffixIndex {
  readonly #root = new Map<string, Node>();
  readonly #paths: readonly (readonly string[])[];

  /** @param paths segments, outermost first; looked at again whenever two share an end. */
  constructor(paths: readonly (readonly string[])[]) {
    this.#paths = paths;
  }

  /** Adds path `index`, its last segment read as `ending` ('01' for '01.wav'). */
  add(index: number, ending: string): void {
    let children = this.#root;
    let key = ending;
    for (let depth = 1; ; depth++) {
      const node = children.get(key);
      if (node === undefined) {
        children.set(key, { count: 1, first: index, children: null });
        return;
      }
      node.count++;
      if (depth > this.#paths[index].length) return;
      if (node.children === null) {
        const pushed = { count: 1, first: node.first, children: null };
        node.children = new Map([[this.#segment(node.first, depth), pushed]]);
      }
      children = node.children;
      key = this.#segment(index, depth);
    }
  }

  /** The path that agrees in most segments with `path`, whose last segment is read as `ending`. */
  find(path: readonly string[], ending: string): SuffixMatch {
    let node = this.#root.get(ending);
    if (node === undefined) return { kind: 'none' };
    let agreeing = 1;
    for (; node.children !== null && agreeing < path.length; agreeing++) {
      const next: Node | undefined = node.children.get(path[path.length - 1 - agreeing]);
      if (next === undefined) break;
      node = next;
    }
    if (node.count > 1) return { kind: 'several' };
    const found = this.#paths[node.first];
    while (
      agreeing < Math.min(path.length, found.length) &&
      path[path.length - 1 - agreeing] === found[found.length - 1 - agreeing]
    )
      agreeing++;
    return { kind: 'one', index: node.first, agreeing };
  }

  /** How many of the paths agree with `path` in its last `segments` segments, the last read as `ending`. */
  sharing(path: readonly string[], ending: string, segments: number): number {
    let node = this.#root.get(ending);
    for (let depth = 1; depth < segments && node !== undefined && node.children !== null; depth++)
      node = node.children.get(path[path.length - 1 - depth]);
    return node?.count ?? 0;
  }

  /** The segment `depth` above the last; '' past the root. */
  #segment(index: number, depth: number): string {
    const path = this.#paths[index];
    return path[path.length - 1 - depth] ?? '';
  }
}
