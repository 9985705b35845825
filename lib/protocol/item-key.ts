/** Where an item is: item ids are the model's, and need not differ between turns. */
export interface ItemPlace {
  readonly threadId: string;
  readonly turnId: string;
}

/** Tells an item from every other on the connection. */
export const itemKey = ({ threadId, turnId }: ItemPlace, itemId: string): string =>
  JSON.stringify([threadId, turnId, itemId]);
