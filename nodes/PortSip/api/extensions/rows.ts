import { text } from '../fields';

/** The id of a record that belongs to an extension; it is listed nowhere else. */
export const partId = (name: string) => text(name, 'As Get Many gives it');
