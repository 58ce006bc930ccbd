import { action, create, get, getMany, OPEN_BODY, read, remove, resource, update } from '../define';
import type { RowFacts } from '../define';
import { choice, dateTime, integer, json, list, need, onTop, reference, text } from '../fields';

/** Nothing says what these calls take; they plainly take at least a span of time. */
const unpublished = (what: string, facts: RowFacts = {}): RowFacts => ({
	description: `${what}. ${OPEN_BODY}.`,
	acceptsBody: true,
	reads: true,
	done: 'read',
	...facts,
});

const sessionId = [text('session_id', undefined, { title: 'Call ID' })];
const queue = reference('queue', 'callQueueNumber', undefined, { title: 'Call Queue' });
const agent = reference('agent', 'extensionNumber', undefined, { title: 'Agent' });
const times = [dateTime('start_time'), dateTime('end_time')];
const interval = choice(
	'interval',
	Object.fromEntries(
		[1, 2, 3, 4, 6, 8].map((hours) => [`${hours}h`, `${hours} Hour${hours > 1 ? 's' : ''}`]),
	),
	'Width of each step of the series',
);
const direction = json('direction', 'PortSIP does not publish its form', { since: '22.4' });

const analytics = resource(
	'analytics',
	'Analytics',
	'/dataflow',
	[
		action('getCallHistory', 'POST /analytics/calls/history', [direction], {
			...unpublished('Calls that meet conditions'),
			action: 'Get call history',
			since: '22.3',
		}),
		action('getCallDetails', 'POST /analytics/calls/history/{session_id}', [], {
			...unpublished('Course of one call'),
			action: 'Get details of call history',
			path: sessionId,
			since: '22.3',
		}),
		action('getCallTimeSeries', 'POST /analytics/calls/timeseries', [], {
			...unpublished('How many calls there were, step by step'),
			action: 'Get call time series',
			since: '22.3',
		}),
		action('getCallDirectionSummary', 'POST /analytics/calls/direction/summary', [], {
			...unpublished('Totals of incoming, outgoing and internal calls'),
			name: 'Get Call Direction Summary',
			action: 'Get call direction summary',
			since: '22.8',
		}),
		action('getCallDurationSummary', 'POST /analytics/calls/duration/summary', [], {
			...unpublished('Mean length of completed calls'),
			name: 'Get Call Duration Summary',
			action: 'Get call duration summary',
			since: '22.8',
		}),
		action('getUserActivity', 'POST /analytics/activity/users', [], {
			...unpublished('What users did in a span of time'),
			action: 'Get user activity',
			since: '22.6',
		}),
		action('getOwnActivity', 'POST /analytics/activity/user', [], {
			...unpublished('What the signed-in user did in a span of time'),
			action: 'Get own activity',
			inTenant: false,
			since: '22.6',
		}),
		action(
			'getOwnCallHistory',
			'POST /analytics/calls/user/history',
			[json('party', 'PortSIP does not publish its form', { since: '22.4' }), direction],
			{
				...unpublished('Calls of the signed-in user'),
				action: 'Get own call history',
				inTenant: false,
				since: '22.3',
			},
		),
		action('getOwnCallDetails', 'POST /analytics/calls/user/history/{session_id}', [], {
			...unpublished('Course of one call of the signed-in user'),
			action: 'Get details of own call history',
			inTenant: false,
			path: sessionId,
			since: '22.3',
		}),
		action(
			'getQueueSummary',
			'POST /queues/summary',
			[
				need(
					list('queues', [
						reference('number', 'callQueueNumber', undefined, { title: 'Call Queue' }),
						integer('sla_secs', 'A call answered within these seconds is in time', {
							title: 'SLA Seconds',
						}),
					]),
				),
				...times.map(need),
			],
			{
				action: 'Get queue summary',
				description: 'Key figures of call queues',
				done: 'read',
				since: '22.3',
				license: 'cc',
			},
		),
		action(
			'getQueueTimeSeries',
			'POST /queues/timeseries',
			[need(queue), ...times.map(need), need(interval)],
			{
				action: 'Get queue time series',
				description: 'Calls of a queue step by step, for at most 24 hours',
				done: 'read',
				since: '22.3',
				license: 'cc',
			},
		),
		action('getAgentSummary', 'POST /queues/agent/summary', [queue, agent, ...times].map(onTop), {
			action: 'Get agent summary',
			description: 'Figures of an agent in a queue, for at most 24 hours',
			done: 'read',
			since: '22.3',
			license: 'cc',
		}),
		action(
			'getAgentTimeSeries',
			'POST /queues/agent/timeseries',
			[queue, agent, ...times, interval].map(onTop),
			{
				action: 'Get agent time series',
				description: 'Work of an agent in a queue, step by step',
				done: 'read',
				since: '22.3',
				license: 'cc',
			},
		),
	],
	{
		alsoCalled: 'Statistics',
		description: 'Figures of calls, queues and users; needs a tenant user or Act in Tenant',
	},
);

const jobId = [text('id', undefined, { title: 'Job ID' })];
const since = '22.3';

const dataFlowReportJob = resource(
	'dataFlowReportJob',
	'Data Flow Report Job',
	'/dataflow/report_jobs',
	[
		create([], {
			description: OPEN_BODY,
			acceptsBody: true,
			since,
		}),
		get({ path: jobId, since }),
		update([], {
			description: OPEN_BODY,
			acceptsBody: true,
			path: jobId,
			since,
		}),
		remove({ path: jobId, since }),
		read('getDetail', 'GET /{id}/detail', {
			name: 'Get Detail',
			action: 'Get detail of data flow report job',
			path: jobId,
			since,
		}),
	],
	{
		description: 'Orders for reports of the data flow server; needs a tenant user or Act in Tenant',
	},
);

const dataFlowReport = resource(
	'dataFlowReport',
	'Data Flow Report',
	'/dataflow/report_list',
	[
		getMany({ paging: 'undeclared', since }),
		remove({
			path: [text('id', undefined, { title: 'Report ID' })],
			since,
		}),
	],
	{ description: 'Finished reports of the data flow server; needs a tenant user or Act in Tenant' },
);

export const dataFlow = [analytics, dataFlowReportJob, dataFlowReport];
