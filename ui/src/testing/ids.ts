/** A text as an id: where it stands says of what. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what is expected there decides it
export function asId<Id extends string>(text: string): Id {
  return text as Id;
}
