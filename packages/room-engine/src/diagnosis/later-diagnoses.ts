import type { CallQuality, Diagnosis } from '@cloudmeet/contracts';
import type { Diagnoses, DiagnosisOptions } from './diagnosis.ts';

/** What a room asks of `Diagnoses`. */
export interface LaterDiagnoses {
  diagnose(): Promise<Diagnosis>;
  testCallQuality(): Promise<CallQuality>;
  close(): void;
}

/** The same, its code fetched when it is first asked for: most visits diagnose nothing. */
export function laterDiagnoses(options: DiagnosisOptions): LaterDiagnoses {
  let made: Promise<Diagnoses> | undefined;
  let closed = false;
  const make = async (): Promise<Diagnoses> => {
    const { Diagnoses } = await import('./diagnosis.ts');
    const diagnoses = new Diagnoses(options);
    if (closed) diagnoses.close();
    return diagnoses;
  };
  const get = (): Promise<Diagnoses> => {
    made ??= make();
    // a part that could not be fetched may be there at the next try
    made.catch(() => (made = undefined));
    return made;
  };
  return {
    diagnose: async () => (await get()).diagnose(),
    testCallQuality: async () => (await get()).testCallQuality(),
    close: () => {
      closed = true;
      made?.then(
        (diagnoses) => diagnoses.close(),
        // whoever asked was told; there is nothing to close
        () => undefined,
      );
    },
  };
}
