/** What a process holds, as figures whose names begin with its own: says whether memory grows in V8 or outside of it. */
export function memoryFigures(prefix: string): Record<string, number> {
  const { heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  return {
    [`${prefix}_heap_used_bytes`]: heapUsed,
    [`${prefix}_heap_total_bytes`]: heapTotal,
    [`${prefix}_external_bytes`]: external,
    [`${prefix}_array_buffers_bytes`]: arrayBuffers,
  };
}
