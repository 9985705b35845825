import type { ToolCallStep } from './model-step.js';
import { toolCall, type ToolCallOptions } from './tool-call.js';

/** One step of a plan, as codex's tool `update_plan` takes it. */
export interface PlanEntry {
  readonly step: string;
  readonly status: 'pending' | 'in_progress' | 'completed';
}

/** How a plan is given. */
export interface PlanOptions extends Pick<ToolCallOptions, 'id'> {
  /** Why the plan changed. Default: nothing. */
  readonly explanation?: string;
}

/**
 * A step in which the model sets its plan, which gives `turn/plan/updated`.
 *
 * Codex offers the tool only if `[tools.update_plan]` is enabled, as it is in `createCodexHome`.
 *
 * @param entries a string stands for a step that is still to be done
 */
export const plan = (entries: readonly (PlanEntry | string)[], options: PlanOptions = {}): ToolCallStep =>
  toolCall(
    'update_plan',
    {
      ...(options.explanation !== undefined && { explanation: options.explanation }),
      plan: entries.map((entry) => (typeof entry === 'string' ? { step: entry, status: 'pending' } : entry)),
    },
    options.id === undefined ? {} : { id: options.id },
  );
