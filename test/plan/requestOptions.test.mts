import { requestOptions } from '../../nodes/shared/plan/requestOptions.ts';

describe('the request options', () => {
	const of = (options: object) => requestOptions(() => options);

	test('have sensible values where nothing is set', () => {
		const { settings, batching } = requestOptions(() => null);
		expect(batching.size).toBeGreaterThan(1);
		expect(batching.interval).toBe(0);
		expect(settings.tries).toBeGreaterThan(1);
		expect(settings.requestsPerMinute).toBeLessThan(5000);
	});

	test('take numbers, also as text', () => {
		const { settings, batching } = of({
			batchSize: '3',
			batchInterval: 9,
			timeout: 1,
			maxTries: 1,
		});
		expect(batching).toEqual({ size: 3, interval: 9 });
		expect(settings).toMatchObject({ timeout: 1, tries: 1 });
	});

	test.each([
		[{ batchSize: 0 }, /"Items at Once" is 0: it takes a whole number from 1 to 20/],
		[{ batchSize: 21 }, /"Items at Once"/],
		[{ batchInterval: -1 }, /"Pause Between Groups" is -1: it takes a whole number from 0$/],
		[{ maxTries: 2.5 }, /"Max Tries"/],
		[{ requestsPerMinute: '1.000' }, /"Requests per Minute" is "1.000"/],
		[{ timeout: 'soon' }, /"Timeout"/],
	])('refuse %j', (options, words) => {
		expect(() => of(options)).toThrow(words);
	});
});
