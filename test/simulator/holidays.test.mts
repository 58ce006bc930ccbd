import { create, detail, newUser, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let office: Client;
let user: string;
beforeAll(async () => {
	pbx = await setUp();
	office = await pbx.office();
	user = await create(office, '/users', newUser());
});
afterAll(() => pbx.simulator.close());

describe('a holiday', () => {
	const holiday = (changes: object = {}) => ({
		name: 'Holiday',
		region: 'DEU',
		consecutive: true,
		every_year: false,
		year_start: 2026,
		month_start: 12,
		day_start: 24,
		year_end: 2027,
		month_end: 1,
		day_end: 2,
		...changes,
	});
	const paths = () => ['/holidays', `/users/${user}/holidays`, '/user/holidays'];

	it.each<[object]>([
		[{}],
		[{ year_end: 2026, month_end: 12, day_end: 24, hour_start: 8, hour_end: 8 }],
		[{ year_start: 2028, month_start: 2, day_start: 29, year_end: 2028, month_end: 3 }],
		[{ every_year: true, month_start: 2, day_start: 29, month_end: 3, day_end: 1 }],
		[{ consecutive: false, year_end: undefined, month_end: undefined, day_end: undefined }],
	])('may have %j', async (changes) => {
		for (const path of paths()) await create(office, path, holiday(changes));
	});

	it.each<[object, string]>([
		[{ region: 'DE' }, 'region'],
		[{ region: 'deu' }, 'region'],
		[{ region: 'XYZ' }, 'region'],
		[{ month_start: 13 }, 'month_start'],
		[{ month_start: 11, day_start: 31 }, 'day_start'],
		[{ month_end: 2, day_end: 29 }, 'day_end'],
		[{ day_end: 0 }, 'day_end'],
		[{ year_start: 0 }, 'year_start'],
		[{ hour_end: 24 }, 'hour_end'],
		[{ minute_start: 60 }, 'minute_start'],
		[{ every_year: true, month_start: 2, day_start: 30 }, 'day_start'],
		[{ year_end: 2026 }, 'month_end'],
		[{ year_end: 2025 }, 'year_end'],
		[{ year_end: 2026, month_end: 12, day_end: 23 }, 'day_end'],
		[{ year_end: 2026, month_end: 12, day_end: 24, hour_start: 9, hour_end: 8 }, 'hour_end'],
	])('must not have %j', async (changes, field) => {
		for (const path of paths()) {
			const answer = await office.post(path, holiday(changes));
			expect([refusal(answer), detail(answer)]).toEqual([
				'400 VALIDATE_FAILED',
				expect.stringMatching(new RegExp(`^${field}: `)),
			]);
		}
	});

	it('is checked as a whole when it is changed', async () => {
		for (const path of paths()) {
			const id = await create(office, path, holiday());
			const needed = { name: 'Holiday', consecutive: true, every_year: false };
			const backwards = await office.post(`${path}/${id}`, { ...needed, year_end: 2025 });
			expect(detail(backwards)).toMatch(/^year_end: /);
			expect((await office.post(`${path}/${id}`, { ...needed, day_end: 3 })).status).toBe(200);
		}
	});
});
