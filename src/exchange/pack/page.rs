//! A pack as one page for any browser, from a template that may be a teacher's own.
//!
//! Nothing is fetched and nothing is run: whatever a template says, the page forbids both. Templates
//! are in the language of Jinja; what they are given is the [`Pack`] as it stands.

use super::Pack;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use thiserror::Error;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// Steps a template may take: a pack of a thousand pages needs a tenth of them.
const FUEL: u64 = 50_000_000;

/// The template that comes along, its style in it: to be changed by whoever wants pages of their own.
pub fn page_template() -> String {
    let style = format!("{{% raw %}}\n{STYLE}{{% endraw %}}");
    TEMPLATE.replace("{{ style }}", &style)
}

/// Why no page was made.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("line {line}: {words}")]
pub struct PageError {
    /// The line of the template, from 1; 0 when it is not known.
    pub line: usize,
    /// What is wrong, as the language of templates says it.
    pub words: String,
}

/// The page of a pack, after a template of one's own or the one that comes along.
///
/// # Errors
/// When the template has an error or does not come to an end.
pub fn page(pack: &Pack, template: Option<&str>) -> Result<String, PageError> {
    render(pack, template.unwrap_or(TEMPLATE)).map_err(|error| PageError {
        line: error.line().unwrap_or_default(),
        words: error
            .detail()
            .map_or_else(|| error.kind().to_string(), str::to_owned),
    })
}

fn render(pack: &Pack, template: &str) -> Result<String, minijinja::Error> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_undefined_behavior(UndefinedBehavior::Lenient);
    templates.set_fuel(Some(FUEL));
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    templates.set_syntax(syntax.build()?);
    templates.add_template("pack", template)?;
    let pack = Value::from(Serde(pack));
    let given = minijinja::context! { pack, style => Value::from_safe_string(STYLE.into()) };
    templates.get_template("pack")?.render(given)
}
