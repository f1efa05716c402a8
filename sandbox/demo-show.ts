import type { Demo } from "./demo.ts";
import { peopleOf } from "./demo-people.ts";
import type { Snapshot } from "./demo-wire.ts";
import { SCOPES } from "./personio-settings.ts";
import { heldUnder } from "./slack-choices.ts";
import { namedByPlace } from "./slack-pressable.ts";
import { profileNow } from "./slack-profiles.ts";
import { conversationsOf, whyClosed } from "./slack-say.ts";
import type { SlackChannel } from "./slack-world.ts";

const COMPANY = "Morgenrot Instruments";

/** Everything that somebody can see. @param me their Slack id */
export function snapshotOf(demo: Demo, me: string): Snapshot {
  const { slack, personio, clock, zone } = demo;
  const { world } = slack;
  const { app, botUserId } = world;
  const now = clock().toISOString();
  const { attendancePeriods: _, ...company } = personio.state.world;
  const { settings, tokens } = personio.state;
  const users = world.users.map((user) => ({ ...user, profile: profileNow(world, user) }));
  const people = peopleOf(users, personio.state.world, now.slice(0, 10));
  const bot = {
    id: botUserId,
    login: app.name.toLowerCase(),
    name: app.name,
    locale: "en-US",
    zone,
    about: "the app",
    isBot: true,
  };
  const mine = people.find(({ id }) => id === me);
  if (!mine) throw new Error(`no such user: ${me}`);
  const channels = [...conversationsOf(world, me).map((channel) => shown(channel)), directMessages()];
  const window = slack.formOf(me);
  const home = world.homes.get(me);

  function shown({ id, name, members, is_private = false, is_archived = false, ...rest }: SlackChannel) {
    const isExternal = [rest.is_ext_shared, rest.is_pending_ext_shared].includes(true);
    const hasBot = members.includes(botUserId);
    return { id, name, isPrivate: is_private, isArchived: is_archived, isExternal, hasBot, ...closed(id) };
  }
  function directMessages() {
    const direct = { id: me, name: app.name, isPrivate: true, isArchived: false, isExternal: false, hasBot: true };
    return { ...direct, ...closed(me) };
  }
  function closed(channel: string) {
    const reason = whyClosed(world, me, channel);
    return reason === undefined ? {} : { closed: reason };
  }

  return {
    now,
    zone,
    isBotRunning: demo.bot() === "running",
    bot: demo.bot(),
    company: COMPANY,
    me: mine,
    people: [...people, bot],
    app: {
      name: app.name,
      userId: botUserId,
      hasHome: app.hasHome,
      commands: app.commands,
      shortcuts: app.shortcuts,
      messageShortcuts: app.messageShortcuts,
    },
    channels,
    messages: Object.fromEntries(
      channels.map(({ id }) => [
        id,
        slack.seenBy(me, id).map(({ metadata, ...message }) => {
          const values = heldUnder(world.choices, me, message);
          return {
            ...message,
            blocks: namedByPlace(message.blocks),
            from: message.from ?? botUserId,
            isEdited: message.isEdited ?? false,
            ...(Object.keys(values).length > 0 && { values }),
          };
        }),
      ]),
    ),
    ...(window && { window: { ...window, depth: world.views.filter(({ user }) => user === me).length } }),
    ...(home && { home: home.view.blocks as unknown[], homeValues: home.state }),
    trace: demo.trace.map(({ detail, ...step }) => ({ ...step, hasDetail: detail !== undefined })),
    personio: {
      ...company,
      scopes: SCOPES.map((name) => ({ name, isGranted: settings.scopes.includes(name) })),
      latencyMs: settings.latencyMs,
      isDown: settings.isDown,
      isLimited: settings.isLimited,
      hasToken: tokens.size > 0,
    },
    isSlackDown: world.isDown,
  };
}
