//! Buttons, menus and modals as plain data, and as Discord wants them.
//!
//! The rule: every label fits its limit by construction; what is too long is cut and closed with `…`, what is too many
//! is left out from the end.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateInputText, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};
use serenity::model::application::{ButtonStyle, InputTextStyle};

use super::owners;
use super::press::Press;
use crate::render::limits::width;

pub(super) const LONGEST_ID: usize = 100;
const LABEL: usize = 80;
const CHOICE: usize = 100;
const PLACEHOLDER: usize = 150;
const MODAL_TITLE: usize = 45;
const INPUT_LABEL: usize = 45;
const INPUT_PLACEHOLDER: usize = 100;
const BUTTONS: usize = 5;
const CHOICES: usize = 25;
const ROWS: usize = 5;
/// The one input of a modal.
pub(super) const INPUT: &str = "words";

/// One line of controls under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Buttons(Vec<Button>),
    Menu(Menu),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    id: String,
    label: String,
    is_disabled: bool,
}

/// A list to choose one from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    id: String,
    placeholder: String,
    /// Label and value.
    choices: Vec<(String, String)>,
}

/// A form with one text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modal {
    id: String,
    title: String,
    label: String,
    placeholder: String,
    /// What stands in it at first.
    value: String,
    longest: u16,
}

impl Button {
    pub(super) fn new(press: &Press, label: &str) -> Self {
        Self { id: press.id(), label: shown(label, LABEL), is_disabled: false }
    }

    pub(super) fn enabled_if(self, enabled: bool) -> Self {
        Self { is_disabled: !enabled, ..self }
    }
}

impl Menu {
    /// `choices` are labels with what they stand for.
    pub(super) fn new(
        press: &Press,
        placeholder: &str,
        choices: impl Iterator<Item = (String, Press)>,
    ) -> Self {
        let choices = choices.take(CHOICES).map(|(label, press)| (shown(&label, CHOICE), press.id()));
        Self { id: press.id(), placeholder: shown(placeholder, PLACEHOLDER), choices: choices.collect() }
    }
}

impl Modal {
    pub(super) fn new(press: &Press, title: &str, label: &str, placeholder: &str, longest: u16) -> Self {
        Self {
            id: press.id(),
            title: shown(title, MODAL_TITLE),
            label: shown(label, INPUT_LABEL),
            placeholder: fit(placeholder, INPUT_PLACEHOLDER),
            value: String::new(),
            longest,
        }
    }

    pub(super) fn with(self, value: &str) -> Self {
        let value = fit(value.trim(), usize::from(self.longest));
        Self { value, ..self }
    }

    /// The same, opened where the bot is a guest.
    pub(super) fn of_a_guest(self) -> Self {
        Self { id: owners::guests(&self.id), ..self }
    }

    pub(super) fn builder(&self) -> CreateModal {
        let mut input = CreateInputText::new(InputTextStyle::Paragraph, &self.label, INPUT)
            .min_length(1)
            .max_length(self.longest)
            .placeholder(&self.placeholder)
            .required(true);
        if !self.value.is_empty() {
            input = input.value(&self.value);
        }
        CreateModal::new(&self.id, &self.title).components(vec![CreateActionRow::InputText(input)])
    }
}

/// The rows as Discord wants them; none that is empty.
pub(super) fn builders(rows: &[Row]) -> Vec<CreateActionRow> {
    rows.iter().filter_map(builder).take(ROWS).collect()
}

fn builder(row: &Row) -> Option<CreateActionRow> {
    match row {
        Row::Buttons(buttons) if buttons.is_empty() => None,
        Row::Buttons(buttons) => {
            let buttons = buttons.iter().take(BUTTONS).map(|button| {
                CreateButton::new(&button.id)
                    .label(&button.label)
                    .style(ButtonStyle::Secondary)
                    .disabled(button.is_disabled)
            });
            Some(CreateActionRow::Buttons(buttons.collect()))
        }
        Row::Menu(menu) if menu.choices.is_empty() => None,
        Row::Menu(menu) => {
            let options = menu.choices.iter().map(|(label, value)| CreateSelectMenuOption::new(label, value));
            let kind = CreateSelectMenuKind::String { options: options.collect() };
            Some(CreateActionRow::SelectMenu(
                CreateSelectMenu::new(&menu.id, kind).placeholder(&menu.placeholder),
            ))
        }
    }
}

/// A label is shown as it stands, on one line, and may not be blank.
fn shown(label: &str, limit: usize) -> String {
    let (label, _) = crate::render::printable(label, &[]);
    let label = fit(&label.split_whitespace().collect::<Vec<_>>().join(" "), limit);
    if label.is_empty() { "…".to_owned() } else { label }
}

/// At most `limit` UTF-16 code units, closed with `…` where it was cut.
pub(super) fn fit(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut room = limit.saturating_sub(1);
    for c in text.chars() {
        match room.checked_sub(c.len_utf16()) {
            Some(left) => room = left,
            None => break,
        }
        fitted.push(c);
    }
    fitted.truncate(fitted.trim_end().len());
    fitted.push('…');
    fitted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::discord::press::Near;

    fn json(rows: &[Row]) -> Value {
        serde_json::to_value(builders(rows)).expect("plain data")
    }

    #[test]
    fn empty_rows_are_left_out() {
        let menu = Menu::new(&Press::Ask, "which?", std::iter::empty());
        assert_eq!(json(&[Row::Buttons(vec![]), Row::Menu(menu)]), serde_json::json!([]));
    }

    proptest! {
        #[test]
        fn every_label_fits(
            text in "[a-z \\n]{0,200}|[营收是多少😀]{0,200}|[اإيرادات ]{0,200}|[Выручка\u{200b}\u{202e}]{0,200}",
            count in 0usize..40,
        ) {
            let near = |at| Press::Near(Near::new("7F3K2M", at, &text));
            let buttons = (0..count).map(|at| Button::new(&near(at), &text)).collect();
            let menu = Menu::new(&Press::Ask, &text, (0..count).map(|at| (text.clone(), near(at))));
            for row in json(&[Row::Buttons(buttons), Row::Menu(menu)]).as_array().expect("rows") {
                let parts = row["components"].as_array().expect("components");
                prop_assert!(parts.len() <= 5);
                for part in parts {
                    let label = part["label"].as_str().unwrap_or("menu");
                    prop_assert!(!label.trim().is_empty() && width(label) <= LABEL);
                    let options = part["options"].as_array().cloned().unwrap_or_default();
                    prop_assert!(options.len() <= CHOICES);
                    for option in options {
                        let label = option["label"].as_str().expect("a label");
                        prop_assert!(!label.trim().is_empty() && width(label) <= CHOICE);
                    }
                }
            }
            let modal = Modal::new(&Press::Ask, &text, &text, &text, 300).with(&text);
            let modal = serde_json::to_value(modal.builder()).expect("plain data");
            prop_assert!(width(modal["title"].as_str().expect("a title")) <= MODAL_TITLE);
            let input = &modal["components"][0]["components"][0];
            prop_assert!(width(input["label"].as_str().expect("a label")) <= INPUT_LABEL);
            prop_assert!(width(input["value"].as_str().unwrap_or("")) <= 300);
        }
    }
}
