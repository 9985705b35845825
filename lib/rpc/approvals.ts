import { Observable, Subject } from 'rxjs';
import type { Approval } from './approval.js';
import { createApproval } from './create-approval.js';
import type { Offer } from './server-requests.js';

/** The approvals that are open, and the way into them. */
export interface Approvals {
  /** Those that are open, then each as it comes; completes with the connection. */
  readonly approvals$: Observable<Approval>;
  readonly offer: Offer;
  complete(): void;
}

/**
 * Makes the stream of approvals.
 *
 * An approval is taken when somebody is subscribed as it comes, and then it stays open until it is settled, even if
 * that subscriber leaves: who asks a person may well hold on to the approval and to nothing else.
 */
export const createApprovals = (): Approvals => {
  const live$ = new Subject<Approval>();
  /** Insertion order is the order in which they came. */
  const open = new Set<Approval>();
  let completed = false;

  return {
    approvals$: new Observable((subscriber) => {
      // What comes meanwhile finds somebody there, and is shown behind what is open already.
      const arrived: Approval[] = [];
      const arrivals = live$.subscribe((approval) => arrived.push(approval));
      const show = (approval: Approval): void => {
        if (open.has(approval) && !subscriber.closed) subscriber.next(approval);
      };
      for (const approval of [...open]) show(approval);
      for (const approval of arrived) show(approval);
      arrivals.unsubscribe();
      if (completed) subscriber.complete();
      return live$.subscribe(subscriber);
    }),
    offer: (decidable, handled) => {
      if (!handled && !live$.observed) return false;
      const approval = createApproval(decidable);
      if (!approval) return false;
      const taken = live$.observed;
      open.add(approval);
      decidable.onSettled(() => open.delete(approval));
      live$.next(approval);
      return taken;
    },
    complete: () => {
      completed = true;
      open.clear();
      live$.complete();
    },
  };
};
