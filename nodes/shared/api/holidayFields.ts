import { flag, integer, keep, region, text, texts, without } from './fields';

/** What a holiday is: all of it is required when it is created. */
export const basics = [
	text('name', undefined, { min: 1, max: 64, example: 'New Year' }),
	region,
	flag('consecutive', 'Whether the holiday is a span of days, from the start to the end date'),
	flag('every_year', 'Whether it comes back each year; the years are then not used'),
];
/** When it begins and ends. */
export const dates = [
	integer('year_start', 'First year, in four digits'),
	integer('year_end', 'Last year, in four digits'),
	integer('month_start', 'First month, 1 to 12'),
	integer('month_end', 'Last month, 1 to 12'),
	integer('day_start', 'First day of the month'),
	integer('day_end', 'Last day of the month'),
	integer('hour_start', 'Hour at which it begins, 0 to 23'),
	integer('hour_end', 'Hour at which it ends, 0 to 23'),
	integer('minute_start', 'Minute at which it begins'),
	integer('minute_end', 'Minute at which it ends'),
];
/** What a user can change of an own holiday. */
export const changed = [...without(basics, 'region').map(keep), region, ...dates];
/** Which holidays of the tenant also count for one user. */
export const globalHolidays = texts(
	'items',
	"IDs of all the tenant's holidays that count; those that are not in the list no longer do",
	{ title: 'Holiday IDs', parameter: 'holidayIds' },
);
/** Columns of the short form. */
export const simple = [
	'id',
	'name',
	'region',
	'every_year',
	'month_start',
	'day_start',
	'month_end',
	'day_end',
];
