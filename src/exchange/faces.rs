//! The letters that Zhupi carries, so that what it draws looks the same on every machine.

/// Noto Sans CJK SC, cut down: every character of Chinese, Japanese and Korean that is in use.
pub const CHINESE: &[u8] = include_bytes!("../../assets/fonts/NotoSansCJKsc-subset.otf");
/// Signs that it lacks.
pub const REST: &[u8] = include_bytes!("../../assets/fonts/NotoSans-rest.ttf");
/// Quotation marks and dashes as wide as English and Korean have them.
pub const QUOTES: &[u8] = include_bytes!("../../assets/fonts/NotoSansCJKkr-quotes.otf");
