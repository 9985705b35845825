import { distinctUntilChanged, map, pipe, skip, startWith, type OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import { joinTexts, noTexts, type ItemTexts } from './item-texts.js';
import { reduceEvents, type EventReducer } from './reduce-events.js';

/** Follows the text that a reducer makes of events: the whole text at each change of it. */
export const changedText = (reducer: EventReducer<ItemTexts>): OperatorFunction<ServerNotification, string> =>
  pipe(
    reduceEvents(reducer, noTexts),
    map(joinTexts),
    // An item that begins without text changes nothing yet.
    startWith(''),
    distinctUntilChanged(),
    skip(1),
  );
