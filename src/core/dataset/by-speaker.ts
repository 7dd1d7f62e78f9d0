/** Places of each speaker's clips, in the order in which speakers first appear; those of unknown speakers under null. */
export function indicesBySpeaker(speakers: readonly (string | null)[]): Map<string | null, number[]> {
  const groups = new Map<string | null, number[]>();
  speakers.forEach((speaker, i) => {
    const own = groups.get(speaker);
    if (own) own.push(i);
    else groups.set(speaker, [i]);
  });
  return groups;
}
