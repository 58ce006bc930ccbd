import { titleOf } from '../api/names';
import type { Field } from '../api/types';

/** What a field has its label from. */
export type Labelled = Pick<Field, 'name' | 'title'>;

/** Label of a field as the editor shows it. */
export const labelOf = ({ title, name }: Labelled): string => title ?? titleOf(name);
