import { text } from '../fields';

/** The id of a record that belongs to an extension; it is listed nowhere else. */
export const partId = (name: string) => text(name, 'As Get Many gives it');

/** Columns of a holiday. */
export const holidayColumns = [
	'id',
	'name',
	'region',
	'every_year',
	'month_start',
	'day_start',
	'month_end',
	'day_end',
];
