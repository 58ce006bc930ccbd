import { create, get, getMany, remove, resource, update, upsert } from '../define';
import { choice, dateTime, json, listedId, need, text } from '../fields';

const fields = {
	name: text('name'),
	email: text('email', 'Who gets the finished report', { max: 128, example: 'name@email.com' }),
	format: choice('format', { CSV: 'CSV', HTML: 'HTML' }),
	range: choice(
		'range',
		{
			TODAY: 'Today',
			YESTERDAY: 'Yesterday',
			LAST_WEEK: 'Last Week',
			LAST_SEVEN_DAYS: 'Last Seven Days',
			LAST_MONTH: 'Last Month',
			LAST_THIRTY_DAYS: 'Last Thirty Days',
			CUSTOM: 'Custom (From Start to End)',
		},
		'Days that it covers, seen from the day of the report',
	),
	filter: json('filter', 'Its form follows the type, e.g. {"call_queues": ["8000"]} for queues', {
		example: '{"from": "ANY", "to": "ANY", "answer_state": "ANY", "duration": "ANY"}',
		deep: 'each type of report has a filter of its own form',
	}),
};
const more = [
	dateTime('started_at', 'Start of a custom range', { title: 'Start' }),
	dateTime('ended_at', 'End of a custom range', { title: 'End' }),
	text('cron_expr', 'When it is made again, as a cron expression', {
		title: 'Schedule',
		example: '0 6 * * 1',
	}),
];

const callReport = resource(
	'callReport',
	'Call Report',
	'/call_reports',
	[
		create([
			need(
				choice('type', {
					NORMAL: 'Calls',
					EXTENSION_GROUP_CALL_COST: 'Call Cost by Extension Group',
					QUEUE_PERFORMANCE: 'Queue Performance',
					QUEUE_DETAILED_STATISTICS: 'Queue Detailed Statistics',
					QUEUE_ABANDONED_CALLS: 'Queue Abandoned Calls',
					QUEUE_SLA_STATISTICS: 'Queue SLA Statistics',
					QUEUE_BREACHES_SLA_STATISTICS: 'Queue SLA Breaches',
					QUEUE_CALLBACKS: 'Queue Callbacks',
					QUEUE_FAILED_CALLBACKS: 'Queue Failed Callbacks',
					TEAM_QUEUE_GENERAL_STATISTICS: 'Team Queue General Statistics',
					RING_GROUP_STATISTICS: 'Ring Group Statistics',
				}),
			),
			...Object.values(fields).map(need),
			...more,
		]),
		upsert(['name']),
		get({
			simple: ['id', 'name', 'type', 'email', 'format', 'range', 'cron_expr', 'status'],
		}),
		getMany({
			filters: [
				choice('status', { RUNNING: 'Running', SCHEDULED: 'Scheduled', ABORTED: 'Aborted' }),
			],
		}),
		update([...Object.values(fields), ...more]),
		remove(),
	],
	{ description: 'Reports that are made on a schedule; needs a tenant user or Act in Tenant' },
);

const resultId = [listedId('id', { title: 'Result ID' })];

const callReportResult = resource(
	'callReportResult',
	'Call Report Result',
	'/completed_call_reports',
	[get({ path: resultId }), getMany({ time: 'completed_at' }), remove({ path: resultId })],
	{ description: 'Completed call reports and their files; needs a tenant user or Act in Tenant' },
);

export const callReports = [callReport, callReportResult];
