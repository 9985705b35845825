import type { ServerNotification } from '../../lib/protocol/notification';
import type { ItemView } from '../../lib/view/item-view';

/** What each item says in each of its parts, in the order in which the items were first heard of. */
export type Said = readonly (readonly [string, Readonly<Record<string, string>>])[];

/** Which part of its item a delta adds what to. */
const pieceIn = (event: ServerNotification): readonly [string, string] | undefined => {
  switch (event.method) {
    case 'item/agentMessage/delta':
    case 'item/plan/delta':
      return ['text', event.params.delta];
    case 'item/commandExecution/outputDelta':
      return ['output', event.params.delta];
    case 'item/commandExecution/terminalInteraction':
      return ['input', event.params.stdin];
    case 'item/fileChange/outputDelta':
      return ['progress', event.params.delta];
    case 'item/reasoning/textDelta':
      return [`content ${event.params.contentIndex}`, event.params.delta];
    case 'item/reasoning/summaryTextDelta':
      return [`summary ${event.params.summaryIndex}`, event.params.delta];
    default:
      return undefined;
  }
};

/** What a story of deltas says, joined by hand. */
export const saidOf = (story: readonly ServerNotification[]): Said => {
  const said = new Map<string, Record<string, string>>();
  for (const event of story) {
    const { itemId } = event.params as { readonly itemId: string };
    const parts = said.get(itemId) ?? {};
    said.set(itemId, parts);
    const [part, piece] = pieceIn(event) ?? ['', ''];
    if (piece !== '') parts[part] = (parts[part] ?? '') + piece;
  }
  return [...said];
};

const partsOf = ({ item, progress = '', terminalInput = '' }: ItemView): Readonly<Record<string, string>> => {
  switch (item.type) {
    case 'agentMessage':
    case 'plan':
      return { text: item.text };
    case 'commandExecution':
      return { output: item.aggregatedOutput ?? '', input: terminalInput };
    case 'fileChange':
      return { progress };
    case 'reasoning':
      return Object.fromEntries([
        ...(item.content ?? []).map((text, index) => [`content ${index}`, text]),
        ...(item.summary ?? []).map((text, index) => [`summary ${index}`, text]),
      ]) as Record<string, string>;
    default:
      return {};
  }
};

/** What the items of a view say. */
export const saidIn = (items: readonly ItemView[]): Said =>
  items.map((view) => [
    view.id,
    Object.fromEntries(Object.entries(partsOf(view)).filter(([, text]) => text !== '')),
  ]);
