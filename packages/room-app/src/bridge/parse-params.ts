import { frameMethodSchemas, invalid } from '@cloudmeet/contracts';
import type { FrameMethod, FrameParams } from '@cloudmeet/contracts';

/** True for the methods that this version answers. */
export function isFrameMethod(name: string): name is FrameMethod {
  return Object.hasOwn(frameMethodSchemas, name);
}

/** Arguments of one method as the contract has them. Throws `invalid-argument` that names the wrong field. */
export function parseParams<Method extends FrameMethod>(
  method: Method,
  params: unknown,
): FrameParams<Method> {
  const parsed = frameMethodSchemas[method].safeParse(params ?? {});
  if (!parsed.success) throw invalid(parsed.error, 'invalid-argument');
  // the schema was chosen by `method`, which TypeScript cannot follow through the index
  return parsed.data as FrameParams<Method>;
}
