import { useLaterPart } from '../../fetch-later.ts';
import { Field } from '../field/field.tsx';
import { SelectFace } from './select-face.tsx';
import { selectListPart } from './select-list-part.ts';
import type { SelectProps } from './select-props.ts';

/** One of several, in a list that opens. What it takes to open is fetched after the first paint. */
export function Select(props: SelectProps) {
  const { label, labelHidden, hint, error } = props;
  const part = useLaterPart(selectListPart);
  return (
    <Field
      label={label}
      labelHidden={labelHidden ?? false}
      hint={hint}
      error={error}
      className={props.className}
    >
      {(control) =>
        part ? <part.SelectList {...props} control={control} /> : <SelectFace {...props} id={control.id} />
      }
    </Field>
  );
}
