//! What an element says of the blocks below it: their kind, where they stand, whether they are shown.

use super::tags::named;
use super::tree::Element;
use html5ever::local_name;
use rapporteur_model::BlockKind;

/// What the elements around a block say of it; bits of [`Context::flags`].
pub(crate) mod flag {
    pub(crate) const MAIN: u32 = 1;
    pub(crate) const ARTICLE: u32 = 1 << 1;
    pub(crate) const ARTICLE_BODY: u32 = 1 << 2;
    pub(crate) const NAVIGATION: u32 = 1 << 3;
    pub(crate) const ASIDE: u32 = 1 << 4;
    pub(crate) const FOOTER: u32 = 1 << 5;
    pub(crate) const FORM: u32 = 1 << 6;
    pub(crate) const CONTROL: u32 = 1 << 7;
    pub(crate) const HIDDEN: u32 = 1 << 8;
    pub(crate) const TABLE: u32 = 1 << 9;
    pub(crate) const FIGURE: u32 = 1 << 10;
    pub(crate) const LIST: u32 = 1 << 11;
    pub(crate) const DIALOG: u32 = 1 << 12;
    pub(crate) const CHROME_NAME: u32 = 1 << 13;
    pub(crate) const PARAGRAPH: u32 = 1 << 14;
    pub(crate) const SECTION: u32 = 1 << 15;
    pub(crate) const PICTURE: u32 = 1 << 16;
    pub(crate) const COUNT: u32 = 17;
}

/// What a block in an element is.
pub(super) fn kind(element: &Element, outer: BlockKind) -> BlockKind {
    match element.name {
        local_name!("h1") => BlockKind::Heading(1),
        local_name!("h2") => BlockKind::Heading(2),
        local_name!("h3") => BlockKind::Heading(3),
        local_name!("h4") => BlockKind::Heading(4),
        local_name!("h5") => BlockKind::Heading(5),
        local_name!("h6") => BlockKind::Heading(6),
        local_name!("li") | local_name!("dd") | local_name!("dt") => BlockKind::ListItem,
        local_name!("tr") => BlockKind::TableRow,
        local_name!("blockquote") => BlockKind::Quotation,
        local_name!("figcaption") | local_name!("caption") => BlockKind::Caption,
        local_name!("pre") => BlockKind::Preformatted,
        // A heading that is never closed swallows no paragraph.
        local_name!("p") if matches!(outer, BlockKind::Heading(_)) => BlockKind::Paragraph,
        _ => outer,
    }
}

/// Controls of a form, which stand apart from the text beside them.
pub(super) fn is_control(element: &Element) -> bool {
    named!(element.name, "button" | "input" | "select" | "option" | "optgroup" | "textarea" | "label")
}

/// Elements two of which never make one word.
pub(super) fn is_apart(element: &Element) -> bool {
    named!(element.name, "a" | "del" | "ins" | "s" | "strike")
}

/// Elements two of which may be parts of one word, but not of one number.
pub(super) fn is_part(element: &Element) -> bool {
    named!(element.name, "span" | "time" | "b" | "strong")
}

/// What an element says of the blocks below it.
pub(super) fn flags(element: &Element) -> u32 {
    let mut flags = match element.name {
        local_name!("main") => flag::MAIN,
        local_name!("article") => flag::ARTICLE,
        local_name!("nav") | local_name!("menu") => flag::NAVIGATION,
        local_name!("aside") => flag::ASIDE,
        local_name!("footer") => flag::FOOTER,
        local_name!("form") => flag::FORM,
        local_name!("button")
        | local_name!("select")
        | local_name!("option")
        | local_name!("textarea")
        | local_name!("label")
        | local_name!("summary") => flag::CONTROL,
        local_name!("table") => flag::TABLE,
        local_name!("figure") => flag::FIGURE,
        local_name!("ul") | local_name!("ol") | local_name!("dl") => flag::LIST,
        local_name!("dialog") => flag::DIALOG,
        local_name!("p") => flag::PARAGRAPH,
        local_name!("section") => flag::SECTION,
        _ => 0,
    };
    for (name, value) in element.attributes() {
        flags |= match name {
            "role" => by_role(value),
            "hidden" => flag::HIDDEN,
            "aria-hidden" if value == "true" => flag::HIDDEN,
            "style" if hides(value) => flag::HIDDEN,
            "itemprop" if is_text(value) => flag::ARTICLE_BODY,
            _ => 0,
        };
    }
    flags
}

pub(super) fn by_role(role: &str) -> u32 {
    match role {
        "main" => flag::MAIN,
        "article" => flag::ARTICLE,
        "navigation" | "menu" | "menubar" | "search" | "tablist" | "banner" => flag::NAVIGATION,
        "contentinfo" => flag::FOOTER,
        "complementary" => flag::ASIDE,
        "dialog" | "alertdialog" | "alert" => flag::DIALOG,
        "button" | "tab" => flag::CONTROL,
        _ => 0,
    }
}

/// Whether a property of microdata is the text of what the page is about.
pub(super) fn is_text(property: &str) -> bool {
    ["articleBody", "description", "text", "mainContentOfPage"]
        .iter()
        .any(|name| property.eq_ignore_ascii_case(name))
}

/// Whether a style takes an element out of the page.
pub(super) fn hides(style: &str) -> bool {
    style.contains("none") && style.replace(' ', "").contains("display:none")
}

/// Elements whose text is never shown.
pub(super) fn is_silent(element: &Element) -> bool {
    named!(
        element.name,
        "head"
            | "script"
            | "style"
            | "template"
            | "iframe"
            | "noembed"
            | "noframes"
            | "svg"
            | "math"
            | "title"
            | "object"
            | "datalist"
            | "video"
            | "audio"
            | "canvas"
            | "rp"
    )
}
