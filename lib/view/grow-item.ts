import { appendText, noText, textOf } from '../protocol/capped-text.js';
import type { ThreadItem } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { kindOf, type ItemView } from './item-view.js';
import { shared } from './shared.js';

/** What a notification adds to an item: which one, what it is if it was not seen before, and how it grows. */
export interface Growth {
  readonly itemId: string;
  readonly placeholder: (id: string) => ThreadItem;
  /** Returns the same view where the item is of another type than the notification says. */
  readonly grow: (view: ItemView) => ItemView;
}

/** What a notification adds to an item; undefined for one that adds nothing to any. */
export const growthIn = (event: ServerNotification): Growth | undefined => {
  switch (event.method) {
    case 'item/agentMessage/delta':
      return textGrowth('agentMessage', event.params);
    case 'item/plan/delta':
      return textGrowth('plan', event.params);
    case 'item/reasoning/summaryTextDelta':
      return reasoningGrowth('summary', event.params.summaryIndex, event.params);
    case 'item/reasoning/textDelta':
      return reasoningGrowth('content', event.params.contentIndex, event.params);
    case 'item/commandExecution/outputDelta':
      return commandGrowth(event.params);
    case 'item/commandExecution/terminalInteraction': {
      const { itemId, stdin } = event.params;
      const grow = (view: ItemView): ItemView => ({
        ...view,
        terminalInput: (view.terminalInput ?? '') + stdin,
      });
      return { itemId, placeholder: command, grow };
    }
    case 'item/fileChange/outputDelta': {
      const { itemId, delta } = event.params;
      return {
        itemId,
        placeholder: fileChange,
        grow: (view) => ({ ...view, progress: (view.progress ?? '') + delta }),
      };
    }
    case 'item/fileChange/patchUpdated': {
      const { itemId, changes } = event.params;
      const grow = (view: ItemView): ItemView =>
        view.item.type === 'fileChange' ? { ...view, item: { ...view.item, changes } } : view;
      return { itemId, placeholder: fileChange, grow };
    }
    case 'item/mcpToolCall/progress': {
      const { itemId, message } = event.params;
      return { itemId, placeholder: mcpToolCall, grow: (view) => ({ ...view, progress: message }) };
    }
    default:
      return undefined;
  }
};

interface Delta {
  readonly itemId: string;
  readonly delta: string;
}

const textGrowth = (type: 'agentMessage' | 'plan', { itemId, delta }: Delta): Growth => ({
  itemId,
  placeholder: (id) => ({ type, id, text: '' }),
  grow: (view) => {
    const { item } = view;
    if (item.type !== 'agentMessage' && item.type !== 'plan') return view;
    return { ...view, item: shared(item, { ...item, text: item.text + delta }) };
  },
});

/** More parts than this are no parts of one item. */
const mostParts = 10_000;

const reasoningGrowth = (which: 'summary' | 'content', part: number, { itemId, delta }: Delta): Growth => ({
  itemId,
  placeholder: (id) => ({ type: 'reasoning', id, summary: [], content: [] }),
  grow: (view) => {
    const { item } = view;
    if (item.type !== 'reasoning' || !Number.isInteger(part) || part < 0 || part >= mostParts) return view;
    const parts = [...(item[which] ?? [])];
    while (parts.length < part) parts.push('');
    parts[part] = (parts[part] ?? '') + delta;
    return { ...view, item: shared(item, { ...item, [which]: shared(item[which], parts) }) };
  },
});

const commandGrowth = ({ itemId, delta }: Delta): Growth => ({
  itemId,
  placeholder: command,
  grow: (view) => {
    const { item } = view;
    if (item.type !== 'commandExecution') return view;
    const output = shared(view.output, appendText(view.output ?? noText, delta));
    return { ...view, output, item: shared(item, { ...item, aggregatedOutput: textOf(output) }) };
  },
});

const command = (id: string): ThreadItem => ({
  type: 'commandExecution',
  id,
  command: '',
  commandActions: [],
  cwd: '',
  status: 'inProgress',
  aggregatedOutput: null,
});

const fileChange = (id: string): ThreadItem => ({
  type: 'fileChange',
  id,
  changes: [],
  status: 'inProgress',
});

const mcpToolCall = (id: string): ThreadItem => ({
  type: 'mcpToolCall',
  id,
  server: '',
  tool: '',
  arguments: null,
  status: 'inProgress',
});

/** The view of an item whose beginning was not seen. */
export const partialItem = (item: ThreadItem): ItemView => ({
  id: item.id,
  kind: kindOf(item),
  item,
  status: 'open',
  partial: true,
});
