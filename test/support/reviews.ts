import { agentMessage, itemCompleted, itemStarted, turnCompleted, turnStarted } from './notifications';

/** The turn of a review. */
export const root = { turnId: 'R' };

/** The events of a review, which starts under an id of its own. */
export const review = {
  entered: itemStarted({ type: 'enteredReviewMode', id: 'e', review: 'changes' }, root),
  started: turnStarted({ turnId: 'X' }, 'R'),
  said: itemCompleted(agentMessage('m', 'fine'), root),
  completed: turnCompleted(root),
};

/** The same in the order of the server. */
export const inOrder = [review.entered, review.started, review.said, review.completed];
