/** Design tokens, texts and presentational components. `@cloudmeet/ui/styles.css` belongs on every page that uses them. */
export { deriveAccent } from './theme/derive-accent.ts';
export type { AccentFamily, ColorScheme } from './theme/derive-accent.ts';
export { applyTheme, themeVariables } from './theme/theme-variables.ts';
export type { TenantTheme, ThemeVariables } from './theme/theme-variables.ts';
export { contrastRatio, isHexColor } from './theme/srgb.ts';
export type { HexColor } from './theme/srgb.ts';

export { createEnglishText, createText } from './text/create-text.ts';
export type { Text } from './text/create-text.ts';
export { errorText } from './text/error-text.ts';
export type { ErrorText } from './text/error-text.ts';
export { formatDay, formatElapsed, formatTime } from './text/format-time.ts';
export { chooseLanguage, languages, localeOf } from './text/languages.ts';
export type { Language } from './text/languages.ts';
export type { KeysOf, TextKey, TextValues, Translate } from './text/text-key.ts';
export type { Texts } from './text/texts.ts';
export { translate } from './text/translate.ts';
export { TextProvider, useText } from './text/use-text.tsx';
export { whoIsHere } from './text/who-is-here.ts';

export * from './icons.ts';
export { classNames } from './class-names.ts';
export { preloadOverlays } from './preload-overlays.ts';
export { useElementSize } from './use-element-size.ts';
export type { ElementSize } from './use-element-size.ts';

export { Avatar, AvatarStack } from './components/avatar/avatar.tsx';
export type { AvatarProps, AvatarStackProps } from './components/avatar/avatar.tsx';
export { avatarHue, initialsOf } from './components/avatar/initials.ts';
export { Badge } from './components/badge/badge.tsx';
export type { BadgeProps, BadgeTone } from './components/badge/badge.tsx';
export { Button } from './components/button/button.tsx';
export type { ButtonProps, ButtonSize, ButtonTone } from './components/button/button.tsx';
export { ChatComposer } from './components/chat/chat-composer.tsx';
export type { ChatComposerProps } from './components/chat/chat-composer.tsx';
export type { ChatItem, ChatMessageItem, ChatSystemItem } from './components/chat/chat-item.ts';
export { ChatList } from './components/chat/chat-list.tsx';
export type { ChatListProps } from './components/chat/chat-list.tsx';
export { splitLinks } from './components/chat/split-links.ts';
export type { TextPiece } from './components/chat/split-links.ts';
export { Clock } from './components/clock/clock.tsx';
export type { ClockProps } from './components/clock/clock.tsx';
export { ControlBar } from './components/control-bar/control-bar.tsx';
export type { ControlBarProps } from './components/control-bar/control-bar.tsx';
export { ControlButton } from './components/control-bar/control-button.tsx';
export type { ControlButtonProps } from './components/control-bar/control-button.tsx';
export type { ControlItem } from './components/control-bar/control-item.ts';
export { ConfirmDialog } from './components/dialog/confirm-dialog.tsx';
export type { ConfirmDialogProps } from './components/dialog/confirm-dialog.tsx';
export { Dialog } from './components/dialog/dialog.tsx';
export type { DialogProps } from './components/dialog/dialog-props.ts';
export { Field, Input } from './components/field/field.tsx';
export type { FieldControlProps, FieldProps, InputProps } from './components/field/field.tsx';
export { IconButton } from './components/icon-button/icon-button.tsx';
export type { IconButtonProps } from './components/icon-button/icon-button.tsx';
export { LevelMeter } from './components/level-meter/level-meter.tsx';
export type { LevelMeterProps } from './components/level-meter/level-meter.tsx';
export { LobbyCard } from './components/lobby/lobby-card.tsx';
export type { LobbyCardProps } from './components/lobby/lobby-card.tsx';
export { Logo } from './components/logo/logo.tsx';
export type { LogoProps } from './components/logo/logo.tsx';
export { Menu } from './components/menu/menu.tsx';
export type { MenuProps } from './components/menu/menu-props.ts';
export type {
  MenuAction,
  MenuCheck,
  MenuChoice,
  MenuEntry,
  MenuPicks,
  MenuSeparator,
  MenuSub,
} from './components/menu/menu-entry.ts';
export { Notice } from './components/notice/notice.tsx';
export type { NoticeProps, NoticeTone } from './components/notice/notice.tsx';
export { Panel } from './components/panel/panel.tsx';
export type { PanelProps } from './components/panel/panel.tsx';
export { PeopleList } from './components/people/people-list.tsx';
export type { PeopleListProps } from './components/people/people-list.tsx';
export { PersonRow } from './components/people/person-row.tsx';
export type { PersonRowProps } from './components/people/person-row.tsx';
export { DeviceSummary } from './components/prejoin/device-summary.tsx';
export type { DeviceSummaryProps } from './components/prejoin/device-summary.tsx';
export { HearingRow } from './components/prejoin/hearing-row.tsx';
export type { HearingRowProps } from './components/prejoin/hearing-row.tsx';
export { PrejoinLayout } from './components/prejoin/prejoin-layout.tsx';
export type { PrejoinLayoutProps } from './components/prejoin/prejoin-layout.tsx';
export { Preview, PreviewButton } from './components/prejoin/preview.tsx';
export type { PreviewButtonProps, PreviewProps } from './components/prejoin/preview.tsx';
export { WhoIsHere } from './components/prejoin/who-is-here.tsx';
export type { WhoIsHereProps } from './components/prejoin/who-is-here.tsx';
export { QualityBars } from './components/quality-bars/quality-bars.tsx';
export type { ConnectionQuality, QualityBarsProps } from './components/quality-bars/quality-bars.tsx';
export { ReactionBurst } from './components/reactions/reaction-burst.tsx';
export type { ReactionBurstProps, ShownReaction } from './components/reactions/reaction-burst.tsx';
export { RoomLayout } from './components/room-layout/room-layout.tsx';
export type { RoomLayoutProps } from './components/room-layout/room-layout.tsx';
export { Select } from './components/select/select.tsx';
export type { SelectOption, SelectProps } from './components/select/select-props.ts';
export { ShortcutList } from './components/shortcut-list/shortcut-list.tsx';
export type { ShortcutItem, ShortcutListProps } from './components/shortcut-list/shortcut-list.tsx';
export { gridLayout } from './components/stage/grid-layout.ts';
export { planStage } from './components/stage/plan-stage.ts';
export type { StageLayout } from './components/stage/plan-stage.ts';
export { presentationLayout } from './components/stage/presentation-layout.ts';
export type { Rect, StagePlan } from './components/stage/rect.ts';
export { speakerLayout } from './components/stage/speaker-layout.ts';
export { Stage } from './components/stage/stage.tsx';
export type { StageProps, StageTile } from './components/stage/stage.tsx';
export { StatusScreen } from './components/status-screen/status-screen.tsx';
export type { StatusScreenProps } from './components/status-screen/status-screen.tsx';
export { Switch } from './components/switch/switch.tsx';
export type { SwitchProps } from './components/switch/switch.tsx';
export { Tabs } from './components/tabs/tabs.tsx';
export type { TabItem, TabsProps } from './components/tabs/tabs.tsx';
export { OverflowTile } from './components/tile/overflow-tile.tsx';
export type { OverflowTileProps } from './components/tile/overflow-tile.tsx';
export { Tile } from './components/tile/tile.tsx';
export type { TileProps } from './components/tile/tile.tsx';
export { TileMenu } from './components/tile/tile-menu.tsx';
export type { TileMenuProps } from './components/tile/tile-menu.tsx';
export { VideoSurface } from './components/tile/video-surface.tsx';
export type { VideoSurfaceProps } from './components/tile/video-surface.tsx';
export { ToastRegion } from './components/toast/toast-region.tsx';
export type { ToastItem, ToastRegionProps } from './components/toast/toast-region.tsx';
export { Tooltip } from './components/tooltip/tooltip.tsx';
export type { TooltipProps } from './components/tooltip/tooltip.tsx';
export { TopBar } from './components/top-bar/top-bar.tsx';
export type { TopBarProps } from './components/top-bar/top-bar.tsx';
