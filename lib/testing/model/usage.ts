import type { ModelUsage, UsageStep } from './model-step.js';

/**
 * A step that sets the token counts of the reply; they are sent when it completes, wherever the step stands.
 *
 * @param usage what is left out is 1 token of input, 1 of output, and their sum
 */
export const usage = (usage: ModelUsage): UsageStep => ({ type: 'usage', usage });
