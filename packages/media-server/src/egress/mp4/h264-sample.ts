import { u32 } from '@cloudmeet/media-core/mp4';
import { splitUnits, unitType, unitTypes } from '../../video/h264/h264-units.ts';

export interface ParameterSets {
  sequenceParameters: Buffer;
  pictureParameters: Buffer;
}

/** An access unit as a file holds it: units with their length before them, parameter sets apart. */
export interface H264Sample {
  data: Buffer;
  keyframe: boolean;
  /** Where the access unit brought them. */
  parameters: ParameterSets | null;
}

export function toSample(accessUnit: Buffer): H264Sample {
  const units = splitUnits(accessUnit);
  const ofType = (type: number) => units.find((unit) => unitType(unit) === type);
  const sequenceParameters = ofType(unitTypes.parameters);
  const pictureParameters = ofType(unitTypes.pictureParameters);
  const kept = units.filter((unit) => unitType(unit) <= unitTypes.idr);
  return {
    data: Buffer.concat(kept.flatMap((unit) => [u32(unit.length), unit])),
    keyframe: ofType(unitTypes.idr) !== undefined,
    parameters: sequenceParameters && pictureParameters ? { sequenceParameters, pictureParameters } : null,
  };
}
