import {
  startScriptedModel,
  type ScriptedModel,
  type ScriptedModelOptions,
} from '../../../lib/testing/model/start-scripted-model.js';
import { callModel, type ModelAnswer } from './model-call.js';

/** Starts a scripted model for the length of `use`. */
export const withModel = async <T>(
  options: ScriptedModelOptions,
  use: (model: ScriptedModel) => Promise<T>,
): Promise<T> => {
  const model = await startScriptedModel(options);
  try {
    return await use(model);
  } finally {
    await model.close();
  }
};

/** What a model with this script answers to one prompt. */
export const answerOf = (
  script: NonNullable<ScriptedModelOptions['script']>,
  options: Parameters<typeof callModel>[2] = {},
): Promise<ModelAnswer> => withModel({ script }, (model) => callModel(model, 'hi', options));
