import { distinctUntilChanged, scan, type OperatorFunction } from 'rxjs';
import type { TurnEvent } from '../protocol/notification.js';
import { reduceTurn } from '../view/reduce-turn.js';
import { initialTurnView, type TurnView } from '../view/turn-view.js';

/**
 * Folds the events of a turn into its view and emits it whenever it changed. Completes and errors with its source.
 *
 * @param id the id of the turn
 */
export const turnViews =
  (id: string): OperatorFunction<TurnEvent, TurnView> =>
  (source) =>
    source.pipe(scan(reduceTurn, initialTurnView(id)), distinctUntilChanged());
