/** A fault of the generator's input or use; its message says what to do. */
export class CodegenError extends Error {
  override readonly name = 'CodegenError';
}
