import { text } from '../../nodes/shared/api/fields.ts';
import { wireValue } from '../../nodes/shared/values/wireValue.ts';

const field = text('timezone', undefined, { form: 'timezone' });
const read = (value: string) => wireValue(field, value, { timezone: 'UTC', secrets: new Set() });

test.each([
	['Europe/London', 'Europe/London'],
	['europe/london', 'Europe/London'],
	['AMERICA/NEW_YORK', 'America/New_York'],
	['america/new york', 'America/New_York'],
	['Etc/UTC', 'Etc/UTC'],
	['etc/utc', 'Etc/UTC'],
	['ETC/GMT+5', 'Etc/GMT+5'],
	['Etc/Greenwich', 'Etc/Greenwich'],
	['us/eastern', 'US/Eastern'],
	['US/Eastern', 'US/Eastern'],
	['utc', 'UTC'],
	['UTC', 'UTC'],
	['est5edt', 'EST5EDT'],
	['Asia/Calcutta', 'Asia/Calcutta'],
	['japan', 'Japan'],
])('the time zone %s is sent as %s', (given, sent) => {
	expect(read(given)).toBe(sent);
});

test('every name in the spelling of the database stays as it is', () => {
	for (const name of Intl.supportedValuesOf('timeZone')) expect(read(name)).toBe(name);
});
