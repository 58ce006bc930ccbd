import type { Field, FieldType } from '../api/types';
import { switchValue } from './booleans';
import { choiceValue } from './choices';
import { moment } from './dateTime';
import { didNumbers } from './didNumbers';
import { groupsValue, groupValue, partsValue } from './groups';
import { jsonValue } from './jsonValue';
import { textsValue } from './lists';
import { decimalNumber, wholeNumber } from './numbers';
import type { Reading } from './reading';
import { referenceValue } from './references';
import { switchesValue } from './switches';
import { isUnset, textValue } from './text';
import { weekHours } from './weekHours';

export { labelOf } from './label';
export { Lookup } from './lookup';
export type { Reading } from './reading';

/**
 * The value of one field as the API wants it: the one place where values are read, whatever kind
 * they come as. What can be read in one way only is brought into form; what can be read in two is
 * refused with both.
 *
 * @param field the fact
 * @param value what the editor or an expression gave
 * @returns undefined when the field is empty or unset, and so is not sent
 * @throws InputRefused naming the field
 */
export function wireValue(field: Field, value: unknown, reading: Reading): unknown {
	if (isUnset(value)) return undefined;
	return CONVERSIONS[field.type](field, value, reading);
}

type Conversion = (field: Field, value: unknown, reading: Reading) => unknown;

const CONVERSIONS: Readonly<Record<FieldType, Conversion>> = {
	text: textValue,
	integer: wholeNumber,
	number: decimalNumber,
	boolean: switchValue,
	choice: choiceValue,
	dateTime: moment,
	texts: textsValue,
	reference: referenceValue,
	object: (field, value, reading) => groupValue(field, value, reading, wireValue),
	list: (field, value, reading) => groupsValue(field, value, reading, wireValue),
	keyed: (field, value, reading) => partsValue(field, value, reading, wireValue),
	weekHours,
	switches: switchesValue,
	didNumbers,
	json: jsonValue,
};
