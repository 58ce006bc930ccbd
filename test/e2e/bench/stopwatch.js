/**
 * Runs in the page, so that neither the driver nor its polling is in the times: each begins with
 * the user's own event and ends with a frame that has been painted.
 */
(() => {
	/** So long nothing may change before a picture counts as whole. */
	const QUIET_MS = 600;
	const GIVE_UP_MS = 30_000;

	const longTasks = [];
	new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({
		type: 'longtask',
		buffered: true,
	});

	const painted = () =>
		new Promise((resolve) => {
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				// The message is taken up after the frame, not before it.
				port1.onmessage = () => resolve(performance.now());
				port2.postMessage(undefined);
			});
		});

	const next = (event) =>
		new Promise((resolve) => {
			addEventListener(event, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
		});

	/** From an event until the first and the last change in how many elements there are. */
	async function counting(event, selector, gone) {
		const start = await next(event);
		const count = () => document.querySelectorAll(selector).length;
		let [first, last, before] = [0, 0, 0];
		for (;;) {
			const now = await painted();
			const there = count();
			const seen = gone ? Number(there === 0) : there;
			if (seen !== before) {
				first ||= now;
				last = now;
			}
			before = seen;
			if (seen && now - last > QUIET_MS) break;
			if (now - start > GIVE_UP_MS) throw new Error(`${selector} did not come or go`);
		}
		return { first: first - start, whole: last - start, count: before };
	}

	/** From each key until the frame that shows it. */
	const keys = [];
	addEventListener(
		'keydown',
		async ({ timeStamp }) => keys.push((await painted()) - timeStamp),
		true,
	);

	window.stopwatch = {
		arm(event, selector, gone = false) {
			this.result = counting(event, selector, gone);
		},
		takeKeys: () => keys.splice(0),
		/** Time in tasks of more than 50 ms, since a moment. */
		blockedSince: (moment) =>
			longTasks
				.filter(({ startTime }) => startTime >= moment)
				.reduce((sum, { duration }) => sum + duration, 0),
	};
})();
