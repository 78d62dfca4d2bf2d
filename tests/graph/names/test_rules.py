"""Each rule of docs/explanation/names.md: forms that are one name, and names that are not; judged by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import MATCH, compatible, name_keys, name_similarity, rank_names

ONE_NAME = [
    *[("Mohammed Kassem", f"{form} Kassem") for form in "Muhammad Mohamed Muhammed Mohamad Mhd Md Muh. Mohd".split()],
    ("Mohammed Kassem", "Мухаммед Касем"),
    ("Mohammed Kassem", "محمد قاسم"),
    ("Mehmet Demir", "محمد دمير"),
    ("Omar al-Sharif", "Omar El Sharif"),
    ("Omar al-Shams", "Omar ash-Shams"),
    ("Omar Alsharhan", "Omar Al-Sharhan"),
    ("Khalid bin Walid", "Khalid ibn al-Walid"),
    ("Isa Ben Ali", "Isa Bin Ali"),
    ("Ilham Heydər oğlu Əliyev", "Ilham Heydar Aliyev"),
    ("Kemal Kılıçdaroğlu", "Kemal Kilicdaroglu"),
    ("Abd al-Rahman Saleh", "Abdul Rahman Saleh"),
    ("Abdelrahman Saleh", "Abdurrahman Salih"),
    ("Abderrahmane Saleh", "عبد الرحمن صالح"),
    ("Cabdullaahi Ciise", "Abdullahi Isse"),
    ("Nur al-Din Zengi", "Nureddin Zengi"),
    ("Saif-ud-Din Khan", "Seyfettin Han"),
    ("Rahmat Ullah Khan", "Rahmatullah Khan"),
    ("Zia-ur-Rahman Malik", "Ziaur Rahman Malik"),
    ("Abu Bakr Keita", "Aboubacar Keïta"),
    ("Oumar Diallo", "Umar Jallo"),
    ("Djamel Belaid", "Jamal Belaid"),
    ("Cem Çelik", "Cem Celik"),
    ("Şahin Yılmaz", "Shahin Yilmaz"),
    ("Qasim Ghasemi", "Kasım Gasimi"),
    ("Магомед Ибрагимов", "Muhammad Ibrahimov"),
    ("Хусейн Гусейнов", "Hüseyn Hüseynov"),
    ("Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev"),
    ("Нұрсұлтан Назарбаев", "Nursultan Nazarbayev"),
    ("Baxtiyor Xasanov", "Бахтиёр Хасанов"),
    ("Gulnara Karimova", "Гульнара Каримова"),
    ("Gulnara Karimova", "Gulnara Karimov"),
    ("Mona Mostafa Mohamed El Sayed", "منى مصطفى محمد السيد"),
    ("Fatima-Zahra Alaoui", "فاطمة الزهراء العلوي"),
    ("محمدرضا رضایی", "Mohammad Reza Rezaei"),
    ("Ramazan Rıza", "Ramadan Rida"),
    ("نوره الزهراء", "نورة الزهرا"),
    ("شہباز شریف", "شهباز شريف"),
    ("Нурул Хидаях Лубис", "Nurulhidaye Lubis"),
    ("Danny Alba", "Daniel Alba"),
    ("Gabby Solís", "Gabriela Solis"),
    ("Pepe Ruiz", "José Ruiz"),
    ("Volodya Orlov", "Владимир Орлов"),
    ("İbo Demir", "İbrahim Demir"),
    ("陈 志远", "陳志遠"),
    ("이수현", "리수현"),
]
CONTAINED = [
    ("A. S. Alsharhan", "Abdulrahman S. Alsharhan"),
    ("Al Ajmi, Hussain", "H. Al Ajmi"),
    ("Nairn AEM", "Alan E. M. Nairn"),
    ("Abdul L. Ashadi", "Abdul Latif Ashadi"),
    ("Ю. Иванов", "Yuri Ivanov"),
    ("Mohamed S. H. Moustafa", "Mohamed Moustafa"),
    ("Syed M. Mahmood", "Syed Mahmood"),
]
NOT_ONE = [
    ("Amin Haddad", "Amir Haddad"),
    ("Hasan Ali", "Hussein Ali"),
    ("Mohamed S. H. Moustafa", "Mohamed Soussi"),
    ("Abdul Ghani Khan", "Abdul Hamid Khan"),
    ("Shamsuddin Khan", "Najmuddin Khan"),
    ("Salman bin Muhammad Al-Rawi", "Muhammad bin Salman Al-Rawi"),
    ("Ali Hassan Al-Otaibi", "Ali Hassan Al-Asiri"),
    ("Sergey Petrovich Orlov", "Sergey Ivanovich Orlov"),
    ("Olga Barynova", "Oleg Baranov"),
    ("Ibrahim Traoré", "Ibrahim Diallo"),
    ("A. Kendall", "B. Kendall"),
    ("John Kelly", "John Keller"),
    ("Arnold Weber", "Ronald Weber"),
    ("陈志远", "陈志原"),
    ("이수현", "이수연"),
]
MISPRINTED = [
    ("Stefan Wagner", "Stefan Wanger"),
    ("Ludmilla Sorokin", "Ludmilla nikoroS"),
    ("محمد الغامدي", "محمد الغادمي"),
    ("حسین رضایی", "حسین رایی"),
]
COMPATIBLE_BUT_NO_MATCH = [
    ("Shamsuddin", "Shamsuddin Haqqani"),
    ("Peter Thomas", "Thomas Peter"),
    ("Omar Al-Rawi", "Omar Khalid Saad Yunus Al-Rawi"),
]
MISPRINTED_TOO_FAR = [("Diego Montalvo", "Diego Monsanero"), ("Jana Petersdóttir", "Jana Andrésdóttir")]


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_forms_of_one_name(a: str, b: str) -> None:
    assert name_similarity(a, b) >= MATCH
    assert compatible(a, b)
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize(("a", "b"), CONTAINED)
def test_forms_with_initials_or_parts_left_out(a: str, b: str) -> None:
    assert compatible(a, b)
    assert name_similarity(a, b) >= MATCH
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize(("a", "b"), NOT_ONE)
def test_names_of_others(a: str, b: str) -> None:
    assert name_similarity(a, b) < MATCH
    assert not compatible(a, b)


@pytest.mark.parametrize(("a", "b"), MISPRINTED)
def test_a_misprint_is_alike_but_no_form(a: str, b: str) -> None:
    assert name_similarity(a, b) >= MATCH
    assert not compatible(a, b)


def test_vowels_that_change_places_are_alike() -> None:
    assert name_similarity("Angela Merkel", "Anglea Merkel") >= MATCH


@pytest.mark.parametrize(("a", "b"), MISPRINTED_TOO_FAR)
def test_three_letters_are_no_misprint(a: str, b: str) -> None:
    assert name_similarity(a, b) < MATCH


@pytest.mark.parametrize(("a", "b"), COMPATIBLE_BUT_NO_MATCH)
def test_too_little_in_common_is_compatible_but_no_match(a: str, b: str) -> None:
    assert compatible(a, b)
    assert name_similarity(a, b) < MATCH


def test_a_comma_tells_which_of_two_given_names_is_the_family_name() -> None:
    assert name_similarity("Thomas, Peter", "Peter Thomas") >= MATCH


def test_ranking_is_by_likeness_then_by_letters() -> None:
    ranked = rank_names("Omar Khan", ["Omer Khan", "Ali Khan", "Omar Khan", "Ali Khan"])
    assert [name for name, _ in ranked] == ["Omar Khan", "Omer Khan", "Ali Khan"]


NAMES = st.lists(
    st.sampled_from("Ali Mohammed Müller A. al- Abd ibn محمد الله Иванова, (2) O'Neil Dr. Xi Zia ur".split()),
    max_size=5,
).map(" ".join)


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_0_and_1(a: str, b: str) -> None:
    assert 0 <= name_similarity(a, b) == name_similarity(b, a) <= 1
    assert compatible(a, b) == compatible(b, a)


@given(st.one_of(NAMES, st.text(max_size=30)))
def test_a_name_is_itself_in_any_case(name: str) -> None:
    assert name_similarity(name, name) == 1
    assert name_similarity(name, name.swapcase().swapcase()) >= 0
    assert name_similarity(name, f" {name}  ") == 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_taken(a: str, b: str) -> None:
    name_keys(a)
    compatible(a, b)
    assert 0 <= name_similarity(a, b) <= 1
